package dev.adjoint.samples.benchmarks.measure;

import java.util.Arrays;

/**
 * What single calls take, which their mean hides; the time that reading the clock takes is taken off.
 *
 * @param p50 microseconds that half of the calls stay within
 * @param p99 microseconds that 99 % of them stay within
 */
public record Latency(double p50, double p99) {
    private static final int CALLS = 200_000;
    private static final double MOST_SECONDS = 3;

    public static Latency of(Step step) {
        long[] nanos = new long[CALLS];
        Arrays.sort(nanos, 0, time(() -> {}, nanos));
        long clock = nanos[CALLS / 2];
        int calls = time(step::run, nanos);
        Arrays.sort(nanos, 0, calls);
        return new Latency(micros(nanos[calls / 2] - clock), micros(nanos[(int) (calls * 0.99)] - clock));
    }

    /** Returns how many calls there was time for. */
    private static int time(Runnable call, long[] nanos) {
        long first = System.nanoTime();
        for (int i = 0; i < CALLS; i++) {
            long start = System.nanoTime();
            call.run();
            long end = System.nanoTime();
            nanos[i] = end - start;
            if (end - first > MOST_SECONDS * 1e9) {
                return i + 1;
            }
        }
        return CALLS;
    }

    private static double micros(long nanos) {
        return Math.max(0, nanos) / 1e3;
    }
}
