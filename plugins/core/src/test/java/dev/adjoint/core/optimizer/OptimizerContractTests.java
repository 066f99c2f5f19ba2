package dev.adjoint.core.optimizer;

import static dev.adjoint.testkit.Contracts.optimizer;

import dev.adjoint.testkit.Contracts;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

class OptimizerContractTests {
    @TestFactory
    Stream<DynamicContainer> optimizersKeepTheirContract() {
        return Contracts.all(
                optimizer(new Adadelta()),
                optimizer(new Adagrad()),
                optimizer(new Adam()),
                optimizer(new Adam(0.01, 0, 0.9, 1e-3)),
                optimizer(new AdamW()),
                optimizer(new Momentum()),
                optimizer(new Nesterov()),
                optimizer(new Rmsprop()),
                optimizer(new Sgd()));
    }
}
