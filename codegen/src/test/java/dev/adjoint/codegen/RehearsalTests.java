package dev.adjoint.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.backend.Execution;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

class RehearsalTests {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1000 * MILLI;

    private final Time time = new Time();
    private final Rehearsal rehearsal = new Rehearsal(() -> time.now);
    /** The rows of each run. */
    private final List<Integer> runs = new ArrayList<>();

    private static final class Time {
        private long now = SECOND;
    }

    /**
     * Something to rehearse.
     *
     * @param nanos what each run takes, by its number
     * @param beside what happens beside each run
     */
    private Execution execution(IntToLongFunction nanos, Runnable beside) {
        return new Execution() {
            @Override
            public float[] input(String name) {
                throw new AssertionError(name);
            }

            @Override
            public float[] output(String name) {
                throw new AssertionError(name);
            }

            @Override
            public void run(int rows, long key) {
                time.now += nanos.applyAsLong(runs.size());
                runs.add(rows);
                beside.run();
            }
        };
    }

    @Test
    void itEndsWhenItIsAsFastAsThePlainLoops() {
        rehearsal.ran(1, 5 * MILLI);
        rehearsal.ran(1, 3 * MILLI);
        rehearsal.ran(1, 4 * MILLI);
        rehearsal.run(execution(run -> (10 - run) * MILLI, () -> {}));
        assertEquals(8, runs.size());
    }

    @Test
    void singleRowsComeFirstAndDoNotCount() {
        rehearsal.ran(64, 30 * MILLI);
        rehearsal.run(execution(run -> MILLI, () -> {}));
        assertEquals(64, runs.get(runs.size() - 1));
        assertEquals(1, runs.indexOf(64) / 500);
        assertEquals(runs.indexOf(64) + 1, runs.size());
    }

    @Test
    void theLastNumberOfRowsIsWhatCounts() {
        rehearsal.ran(1, 3 * MILLI);
        rehearsal.ran(64, 30 * MILLI);
        rehearsal.run(execution(run -> 20 * MILLI, () -> {}));
        assertEquals(64, runs.get(runs.size() - 1));
    }

    @Test
    void itEndsWhenNobodyRunsThePlainLoopsAnyMore() {
        rehearsal.ran(1, MILLI);
        long start = time.now;
        rehearsal.run(execution(run -> 2 * MILLI, () -> {}));
        assertEquals(SECOND, time.now - start);
    }

    @Test
    void itEndsEvenIfItNeverIsAsFast() {
        rehearsal.ran(1, MILLI);
        long start = time.now;
        rehearsal.run(execution(run -> 2 * MILLI, () -> rehearsal.ran(1, MILLI)));
        assertEquals(5 * SECOND, time.now - start);
    }

    @Test
    void whoCannotWaitCutsItShort() {
        rehearsal.ran(1, MILLI);
        rehearsal.run(execution(run -> 2 * MILLI, () -> {
            if (runs.size() == 7) {
                rehearsal.cutShort();
            }
        }));
        assertEquals(7, runs.size());
        rehearsal.run(execution(run -> 2 * MILLI, () -> {}));
        assertEquals(7, runs.size());
    }

    @Test
    void runsThatHaveNotBeenTimedAreNotWaitedFor() {
        rehearsal.run(execution(run -> 2 * MILLI, () -> {}));
        assertTrue(runs.size() <= 1);
    }
}
