package dev.adjoint.core.schedule;

import static dev.adjoint.testkit.Contracts.schedule;

import dev.adjoint.api.plugin.Schedule;
import dev.adjoint.core.Catalogue;
import dev.adjoint.testkit.Contract;
import dev.adjoint.testkit.Contracts;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ScheduleContractTests {
    private static final Contract[] CONTRACTS = {
        schedule(new Constant()),
        schedule(new Cosine(100, 0.1)),
        schedule(new Exponential(50, 0.3)),
        schedule(new Step(10, 0.5)),
        schedule(new Warmup(5, new Cosine(100, 0)))
    };

    @TestFactory
    Stream<DynamicContainer> schedulesKeepTheirContract() {
        return Contracts.all(CONTRACTS);
    }

    @Test
    void noScheduleIsLeftOut() {
        Catalogue.assertEach(Schedule.class, CONTRACTS);
    }
}
