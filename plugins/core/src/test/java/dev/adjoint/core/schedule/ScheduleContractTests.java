package dev.adjoint.core.schedule;

import static dev.adjoint.testkit.Contracts.schedule;

import dev.adjoint.testkit.Contracts;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

class ScheduleContractTests {
    @TestFactory
    Stream<DynamicContainer> schedulesKeepTheirContract() {
        return Contracts.all(
                schedule(new Constant()),
                schedule(new Cosine(100, 0.1)),
                schedule(new Exponential(50, 0.3)),
                schedule(new Step(10, 0.5)),
                schedule(new Warmup(5, new Cosine(100, 0))));
    }
}
