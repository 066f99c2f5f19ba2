package dev.adjoint.codegen.emit;

/**
 * The threads to write for.
 *
 * @param threads how many threads share the work of a run
 * @param leastMicroseconds how long a kernel must take on one thread for it to be worth dividing
 */
public record Team(int threads, double leastMicroseconds) {
    /** One thread. */
    public static final Team ALONE = new Team(1, 0);

    /** The microseconds that threads take to meet. */
    static final double MEETING = 2;

    /** From this many times the time of the smallest kernel on, a program is worth waking the other threads for. */
    private static final int LEAST_KERNELS = 10;

    /** So many threads, for kernels that take far longer than threads need to meet. */
    public static Team of(int threads) {
        return new Team(threads, 3);
    }

    boolean isWorthDividing(double microseconds) {
        return threads > 1 && microseconds >= leastMicroseconds;
    }

    boolean isWorthWaking(double microseconds) {
        return threads > 1 && microseconds >= LEAST_KERNELS * leastMicroseconds;
    }

    /** The share of the time in which all threads work, if a loop has so many turns of equal length. */
    double balance(long turns) {
        return turns / (double) ((turns + threads - 1) / threads * threads);
    }
}
