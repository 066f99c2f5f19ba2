package dev.adjoint.core.optimizer;

import static dev.adjoint.testkit.Contracts.optimizer;

import dev.adjoint.api.plugin.Optimizer;
import dev.adjoint.core.Catalogue;
import dev.adjoint.testkit.Contract;
import dev.adjoint.testkit.Contracts;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class OptimizerContractTests {
    private static final Contract[] CONTRACTS = {
        optimizer(new Adadelta()),
        optimizer(new Adagrad()),
        optimizer(new Adam()),
        optimizer(new Adam(0.01, 0, 0.9, 1e-3)),
        optimizer(new AdamW()),
        optimizer(new Momentum()),
        optimizer(new Nesterov()),
        optimizer(new Rmsprop()),
        optimizer(new Sgd())
    };

    @TestFactory
    Stream<DynamicContainer> optimizersKeepTheirContract() {
        return Contracts.all(CONTRACTS);
    }

    @Test
    void noOptimizerIsLeftOut() {
        Catalogue.assertEach(Optimizer.class, CONTRACTS);
    }
}
