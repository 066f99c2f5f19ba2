package dev.adjoint.samples.optimizer;

import dev.adjoint.testkit.Contracts;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

class LionTests {
    @TestFactory
    Stream<DynamicContainer> lionKeepsTheContractOfOptimizers() {
        return Contracts.all(Contracts.optimizer(new Lion()), Contracts.optimizer(new Lion(0.01, 0.5, 0.9, 0.1)));
    }
}
