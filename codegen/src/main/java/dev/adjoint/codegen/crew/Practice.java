package dev.adjoint.codegen.crew;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What a crew has run of a program so far, in all its executions. Where it is little, the JIT has not compiled yet what only
 * a crew runs, such as the last tiles of each thread's part, and the time of a run tells little about later ones.
 */
public final class Practice {
    /** C2 compiles a method after some hundred calls at the earliest; the rest is for the compilation itself. */
    private static final long ENOUGH_RUNS = 3000;
    /** The most that a crew may take that turns out to be slower than one thread. */
    private static final long ENOUGH_NANOS = 6_000_000_000L;

    private final AtomicLong runs = new AtomicLong();
    private final AtomicLong nanos = new AtomicLong();

    /** Counts a run that a crew has made. */
    void ran(long nanosOfRun) {
        runs.incrementAndGet();
        nanos.addAndGet(nanosOfRun);
    }

    /** Whether the times of runs tell what later ones will take. */
    boolean isEnough() {
        return runs.get() >= ENOUGH_RUNS || nanos.get() >= ENOUGH_NANOS;
    }
}
