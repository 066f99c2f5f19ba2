package dev.adjoint.core.loss;

import static dev.adjoint.testkit.Contracts.loss;
import static dev.adjoint.testkit.Domain.DISTRIBUTIONS;
import static dev.adjoint.testkit.Domain.NUMBERS;
import static dev.adjoint.testkit.Domain.SHARES;

import dev.adjoint.api.plugin.Loss;
import dev.adjoint.core.Catalogue;
import dev.adjoint.testkit.Contract;
import dev.adjoint.testkit.Contracts;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class LossContractTests {
    private static final Contract[] CONTRACTS = {
        loss(new BinaryCrossEntropy()).prediction(1).of(SHARES, SHARES),
        loss(new BinaryCrossEntropyFromLogits()).prediction(2, 3).of(NUMBERS, SHARES),
        loss(new CategoricalCrossEntropy()).prediction(4).of(DISTRIBUTIONS, DISTRIBUTIONS),
        loss(new CategoricalCrossEntropyFromLogits()).prediction(2, 3).of(NUMBERS, DISTRIBUTIONS),
        loss(new Huber()).prediction(5).zeroAtTarget(),
        loss(new Huber(0.3)).prediction().zeroAtTarget(),
        loss(new MeanAbsoluteError()).prediction(2, 3).zeroAtTarget(),
        loss(new MeanSquaredError()).prediction(5).zeroAtTarget(),
        loss(new MeanSquaredError()).prediction().zeroAtTarget(),
        loss(new SparseCategoricalCrossEntropy()).prediction(4).of(DISTRIBUTIONS, NUMBERS),
        loss(new SparseCategoricalCrossEntropyFromLogits()).prediction(4),
        loss(new SparseCategoricalCrossEntropyFromLogits()).prediction(2, 3),
        loss(new SumOfSquares()).prediction(3, 2).zeroAtTarget()
    };

    @TestFactory
    Stream<DynamicContainer> lossesKeepTheirContract() {
        return Contracts.all(CONTRACTS);
    }

    @Test
    void noLossIsLeftOut() {
        Catalogue.assertEach(Loss.class, CONTRACTS);
    }
}
