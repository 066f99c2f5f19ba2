package dev.adjoint.codegen;

import dev.adjoint.api.backend.Execution;
import java.util.function.LongSupplier;

/**
 * Runs what a program of plain loops becomes, on memory of its own and beside their runs, until it is as fast as they are.
 * Vectors are objects until the JIT has compiled the kernel around them: a caller who met them before would for once wait ten
 * times as long as for the result just before.
 */
final class Rehearsal {
    /** So many runs with a single row, or so long, come first: there, code that is not compiled yet takes least time. */
    private static final int SINGLE_RUNS = 1000;

    private static final long SINGLE_NANOS = 500_000_000;
    private static final long LONGEST_NANOS = 5_000_000_000L;
    /** If nobody has run the plain loops for so long, nobody waits for them to become faster. */
    private static final long IDLE_NANOS = 1_000_000_000;

    private final LongSupplier clock;
    private volatile boolean cutShort;
    private int rows = 1;
    private long least = Long.MAX_VALUE;
    private long ranAt;

    /**
     * A rehearsal that may come.
     *
     * @param clock gives nanoseconds
     */
    Rehearsal(LongSupplier clock) {
        this.clock = clock;
        this.ranAt = clock.getAsLong();
    }

    /** Says how long the plain loops took. */
    synchronized void ran(int rowsOfRun, long nanos) {
        least = rowsOfRun == rows ? Math.min(least, nanos) : nanos;
        rows = rowsOfRun;
        ranAt = clock.getAsLong();
    }

    /** Lets it end after the run that is under way, or without one if it has not begun. */
    void cutShort() {
        cutShort = true;
    }

    /** Runs something until it takes no longer than the plain loops for as many rows as they had last. */
    void run(Execution execution) {
        long start = clock.getAsLong();
        long now = start;
        boolean fast = false;
        for (int run = 0; !fast && !cutShort && now - start < LONGEST_NANOS && isWanted(now); run++) {
            int asked = run < SINGLE_RUNS && now - start < SINGLE_NANOS ? 1 : rows();
            execution.run(asked, 0);
            long before = now;
            now = clock.getAsLong();
            fast = isFast(asked, now - before);
        }
    }

    private synchronized int rows() {
        return rows;
    }

    private synchronized boolean isFast(int rowsOfRun, long nanos) {
        return rowsOfRun == rows && nanos <= least;
    }

    private synchronized boolean isWanted(long now) {
        return now - ranAt < IDLE_NANOS;
    }
}
