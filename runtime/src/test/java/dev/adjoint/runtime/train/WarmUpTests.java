package dev.adjoint.runtime.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.ConfigurationException;
import dev.adjoint.api.backend.Executable;
import dev.adjoint.api.backend.Execution;
import dev.adjoint.api.backend.Variables;
import dev.adjoint.api.graph.Program;
import dev.adjoint.api.plugin.Loss;
import dev.adjoint.runtime.data.Dataset;
import dev.adjoint.runtime.model.ModelSpec;
import dev.adjoint.runtime.model.Network;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /** A training step that does nothing, but for objects, of which one in each run can be made. */
    private static final class Idle implements Executable {
        private final Executable interpreted;
        private final boolean makesObjects;
        private final List<Integer> rows = new ArrayList<>();
        private final Map<String, float[]> inputs = new HashMap<>();
        private Variables variables;
        private Object made = "";

        Idle(boolean makesObjects) {
            ModelSpec spec = ModelSpec.of(
                    Network.input(2).then("affine", new Small.Affine(1)).build(),
                    new Small.HalfSquares(Loss.Reduction.MEAN),
                    new Small.Descent(0.1));
            Program program = Programs.training(
                            spec.network().trace(true), spec.losses(), spec.optimizer(), spec.training(), false)
                    .program();
            this.interpreted = Small.INTERPRETER.compile(program, 7);
            this.makesObjects = makesObjects;
            this.variables = interpreted.allocate();
        }

        @Override
        public Program program() {
            return interpreted.program();
        }

        @Override
        public int capacity() {
            return interpreted.capacity();
        }

        @Override
        public Variables allocate() {
            return variables;
        }

        @Override
        public Map<String, String> reports() {
            return Map.of();
        }

        @Override
        public Execution open(Variables ofRuns) {
            Execution execution = interpreted.open(ofRuns);
            return new Execution() {
                @Override
                public float[] input(String name) {
                    return inputs.computeIfAbsent(name, execution::input);
                }

                @Override
                public float[] output(String name) {
                    return execution.output(name);
                }

                @Override
                public void run(int rowsOfRun, long key) {
                    if (rows.size() < 2000) {
                        rows.add(rowsOfRun);
                    }
                    made = makesObjects ? new byte[1 << 14] : made;
                }
            };
        }
    }

    @Test
    void whatMakesObjectsBeginsWithSingleRows() {
        Idle idle = new Idle(true);
        WarmUp.of(idle, Duration.ofMillis(100));
        assertEquals(1, idle.rows.get(100));
        assertEquals(7, idle.rows.get(idle.rows.size() - 1));
    }

    @Test
    void whatMakesNoneBeginsWithAllRows() {
        Idle idle = new Idle(false);
        WarmUp.of(idle, Duration.ofMillis(20));
        assertTrue(idle.rows.size() > 100, idle.rows::toString);
        assertEquals(1, idle.rows.stream().filter(count -> count == 1).count());
    }

    @Test
    void madeUpNumbersAreOfBothSigns() {
        Idle idle = new Idle(false);
        WarmUp.of(idle, MOMENT);
        idle.inputs.values().stream().filter(array -> array.length > 1).forEach(WarmUpTests::assertOfBothSigns);
        assertOfBothSigns(idle.variables.read("affine/kernel"));
    }

    private static void assertOfBothSigns(float[] numbers) {
        int negative = 0;
        int positive = 0;
        for (float number : numbers) {
            negative += number < 0 ? 1 : 0;
            positive += number > 0 ? 1 : 0;
        }
        assertTrue(negative > 0 && positive > 0, Arrays.toString(numbers));
    }
}
