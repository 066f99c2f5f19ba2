package dev.adjoint.runtime.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.ConfigurationException;
import dev.adjoint.runtime.data.Dataset;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WarmUpTests {
    private static final Duration MOMENT = Duration.ofMillis(30);
    private static final TrainingOptions OPTIONS =
            TrainingOptions.DEFAULTS.withBatch(7).withEpochs(2);

    private final Dataset data = Small.plane(40);
    private final Model warm = Small.plane(new Small.Descent(0.1));
    private final Model cold = Small.plane(new Small.Descent(0.1));
    private long now;
    private long bytes;

    @Test
    void trainingGoesOnAsIfThereHadBeenNoWarmUp() {
        assertTrue(warm.warmUp(data, OPTIONS, MOMENT).runs() > 0);
        assertSame();
        History first = warm.fit(data, OPTIONS);
        assertEquals(cold.fit(data, OPTIONS).last().loss(), first.last().loss());
        warm.warmUp(data, OPTIONS, MOMENT);
        assertEquals(
                cold.fit(data, OPTIONS).last().loss(),
                warm.fit(data, OPTIONS).last().loss());
        assertSame();
    }

    @Test
    void predictionsAreTheSameAfterAWarmUp() {
        float[] rows = {0.25f, 0.5f, 0.75f, 1};
        float[] before = warm.predict(rows);
        Predictor predictor = warm.predictor();
        assertTrue(warm.warmUp(MOMENT).runs() > 0);
        assertArrayEquals(before, warm.predict(rows));
        assertArrayEquals(before, predictor.predict(rows));
        assertSame();
    }

    private void assertSame() {
        for (String path : cold.parameters().paths()) {
            assertArrayEquals(cold.parameters().get(path), warm.parameters().get(path), path);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT2H"})
    void aTimeThatNobodyCanMeanIsRefused(String longest) {
        ConfigurationException failure =
                assertThrows(ConfigurationException.class, () -> warm.warmUp(Duration.parse(longest)));
        assertEquals(
                "a warm-up of at most " + longest
                        + " was asked for; expected more than no time and at most one hour, PT3S is usual",
                failure.getMessage());
        assertThrows(ConfigurationException.class, () -> warm.warmUp(data, OPTIONS, Duration.parse(longest)));
    }

    @Test
    void itEndsWhenRunsBecomeNoFaster() {
        WarmUp warmUp = WarmUp.until(
                Duration.ofMinutes(1),
                Long.MAX_VALUE,
                () -> now,
                () -> 0,
                number -> now += number < 300 ? 1_000_000 : 10_000,
                1);
        assertTrue(warmUp.steady());
        assertTrue(warmUp.runs() > 300, warmUp::toString);
        assertTrue(warmUp.took().compareTo(Duration.ofSeconds(2)) < 0, warmUp::toString);
    }

    @Test
    void itGoesOnWhileRunsAllocateLessAndLess() {
        WarmUp warmUp = WarmUp.until(
                Duration.ofMinutes(1),
                Long.MAX_VALUE,
                () -> now,
                () -> bytes,
                number -> {
                    now += 1_000_000;
                    bytes += number < 3_000 ? 1_000_000 / (1 + number / 700) : 0;
                },
                1);
        assertTrue(warmUp.steady());
        assertTrue(warmUp.runs() > 3_300 && warmUp.runs() < 3_600, warmUp::toString);
    }

    @Test
    void itEndsThoughEveryRunAllocates() {
        WarmUp warmUp = WarmUp.until(
                Duration.ofMinutes(1), Long.MAX_VALUE, () -> now, () -> now, number -> now += 1_000_000, 1);
        assertTrue(warmUp.steady());
        assertTrue(warmUp.took().compareTo(Duration.ofSeconds(3)) < 0, warmUp::toString);
    }

    @Test
    void itEndsWhenRunsAreEnough() {
        WarmUp warmUp = WarmUp.until(Duration.ofMinutes(1), 70, () -> now, () -> 0, number -> now += 1_000_000, 1);
        assertFalse(warmUp.steady());
        assertEquals(70, warmUp.runs());
    }

    @Test
    void itEndsWhenTimeIsOver() {
        WarmUp warmUp = WarmUp.until(
                Duration.ofMillis(500),
                Long.MAX_VALUE,
                () -> now,
                () -> 0,
                number -> now += (long) (100_000_000 * Math.pow(0.9, number)),
                1);
        assertFalse(warmUp.steady());
        assertEquals(7, warmUp.runs());
    }
}
