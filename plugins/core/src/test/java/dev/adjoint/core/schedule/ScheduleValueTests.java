package dev.adjoint.core.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.adjoint.api.ConfigurationException;
import dev.adjoint.api.plugin.Schedule;
import org.junit.jupiter.api.Test;

class ScheduleValueTests {
    @Test
    void constantNeverChanges() {
        check(new Constant(), 1, 1);
        check(new Constant(), 1_000_000, 1);
    }

    @Test
    void stepFallsAfterEachPeriod() {
        Schedule step = new Step(10, 0.5);
        check(step, 1, 1);
        check(step, 10, 1);
        check(step, 11, 0.5);
        check(step, 21, 0.25);
    }

    @Test
    void exponentialFallsSmoothly() {
        Schedule exponential = new Exponential(10, 0.25);
        check(exponential, 1, 1);
        check(exponential, 6, 0.5);
        check(exponential, 11, 0.25);
    }

    @Test
    void cosineFallsToItsMinimumAndStays() {
        Schedule cosine = new Cosine(100, 0.2);
        check(cosine, 1, 1);
        check(cosine, 51, 0.6);
        check(cosine, 101, 0.2);
        check(cosine, 5000, 0.2);
    }

    @Test
    void warmupRisesAndThenHandsOver() {
        Schedule warmup = new Warmup(4, new Cosine(100, 0));
        check(warmup, 1, 0.25);
        check(warmup, 4, 1);
        check(warmup, 5, 1);
        check(warmup, 55, 0.5);
    }

    @Test
    void valuesOutOfBoundsAreNamed() {
        ConfigurationException e = assertThrows(ConfigurationException.class, () -> new Step(0, 0.5));
        assertEquals("every must be at least 1, but was 0", e.getMessage());
        assertThrows(ConfigurationException.class, () -> new Exponential(10, 1.5));
        assertThrows(ConfigurationException.class, () -> new Cosine(10, 1));
        assertThrows(ConfigurationException.class, () -> new Warmup(0, new Constant()));
    }

    private static void check(Schedule schedule, long step, double expected) {
        assertEquals(expected, schedule.factor(step), 1e-15, schedule + " in step " + step);
    }
}
