package dev.adjoint.codegen;

import dev.adjoint.api.backend.Execution;
import dev.adjoint.api.backend.MemoryUse;
import java.util.Optional;
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

    /** There is to be so many times as much memory left as a rehearsal takes. */
    private static final long LEAST_FREE = 4;

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

    /** Whether a run is to be one with a single row, by its number and the time since the first. */
    static boolean isOfSingleRow(int run, long nanos) {
        return run < SINGLE_RUNS && nanos < SINGLE_NANOS;
    }

    /** Whether there is memory enough for something to be rehearsed. */
    static boolean hasRoom(Optional<MemoryUse> memory) {
        Runtime jvm = Runtime.getRuntime();
        long free = jvm.maxMemory() - jvm.totalMemory() + jvm.freeMemory();
        return memory.map(MemoryUse::bytes).orElse(0L) < free / LEAST_FREE;
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
            int asked = isOfSingleRow(run, now - start) ? 1 : rows();
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
