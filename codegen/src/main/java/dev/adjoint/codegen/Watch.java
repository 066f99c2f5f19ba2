package dev.adjoint.codegen;

/**
 * Whether the runs of a program make objects for good. Vectors are objects until the JIT has compiled the kernel around them;
 * once in many processes C2 compiles one so badly that they stay objects, and runs take ten times as long.
 */
final class Watch {
    /** After so long and so many runs that allocate no less, the JIT is not expected to compile anything better. */
    private static final long PATIENCE_NANOS = 6_000_000_000L;

    private static final int PATIENCE_RUNS = 20;
    private static final double CLEARLY = 0.9;

    private double least = Double.POSITIVE_INFINITY;
    private long since;
    private int runs;

    /**
     * Looks at a run.
     *
     * @param bytes what it allocated
     * @param now when it ended, in nanoseconds
     * @return whether there is nothing more to wait for
     */
    boolean isForGood(long bytes, long now) {
        runs++;
        if (Meter.areFew(bytes)) {
            least = Double.POSITIVE_INFINITY;
            return false;
        }
        if (bytes < CLEARLY * least) {
            least = bytes;
            since = now;
            runs = 0;
        }
        return runs >= PATIENCE_RUNS && now - since >= PATIENCE_NANOS;
    }
}
