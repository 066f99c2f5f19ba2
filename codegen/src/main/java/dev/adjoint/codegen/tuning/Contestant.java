package dev.adjoint.codegen.tuning;

import dev.adjoint.codegen.GeneratedProgram;
import dev.adjoint.codegen.Meter;
import dev.adjoint.codegen.emit.TrialLimit;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * What is computed in one way, compiled, and how long its runs took. It first runs with short sums, until these are as fast as the
 * JIT makes them; then with whole ones.
 */
final class Contestant<W> {
    /** How long a turn takes at least. */
    private static final long TURN_NANOS = 1_500_000;
    /** Runs become no faster when none was clearly faster for so long, and for so many turns. */
    private static final long STEADY_NANOS = 20_000_000;

    private static final int STEADY_TURNS = 4;
    private static final double CLEARLY = 0.99;
    /** What takes so many times as long as expected has not been compiled by C2. */
    private static final double UNCOMPILED = 6;
    /** The JIT does not come any more to what has waited for so long. */
    private static final long PATIENCE_NANOS = 3_000_000_000L;

    private static final int MOST_ATTEMPTS = 2;
    /** A turn may be slow because something else ran on the processor. */
    private static final int TURNS_OF_ATTEMPT = 3;

    /**
     * About how long a run should take, in nanoseconds.
     *
     * @param whole with whole sums
     * @param shortened with short ones
     */
    record Expected(double whole, double shortened) {}

    private final W way;
    private final GeneratedProgram program;
    private final int rows;
    private final Expected expected;
    private final IntConsumer limit;
    private final Meter meter;
    private boolean isShort;
    private boolean allocates;
    private boolean steady;
    private int attempts;
    private long attempted;
    private double best;
    private long sinceBest;
    private int turns;
    private int turnsSinceBest;
    private double[] kept = new double[0];

    /**
     * A kernel that has not run yet.
     *
     * @param limit sets the most products of a sum
     * @param meter tells the time, and when the JIT has made vectors of the objects that vectors are before
     */
    Contestant(W way, GeneratedProgram program, int rows, Expected expected, IntConsumer limit, Meter meter) {
        this.way = way;
        this.program = program;
        this.rows = rows;
        this.expected = expected;
        this.limit = limit;
        this.meter = meter;
        attempt();
    }

    private void attempt() {
        attempts++;
        attempted = meter.nanos().getAsLong();
        begin(true);
    }

    private void begin(boolean withShortSums) {
        isShort = withShortSums;
        best = Double.POSITIVE_INFINITY;
        sinceBest = 0;
        turns = 0;
        turnsSinceBest = 0;
        steady = false;
        limit.accept(withShortSums ? TrialLimit.SHORT : TrialLimit.NONE);
    }

    W way() {
        return way;
    }

    /** Runs the kernel for a moment; gives the nanoseconds of a run. */
    double turn() {
        long runs = Double.isInfinite(best) ? 1 : Math.max(1, (long) (TURN_NANOS / best));
        long bytes = meter.bytes().getAsLong();
        long start = meter.nanos().getAsLong();
        for (long run = 0; run < runs; run++) {
            program.run(rows, run);
        }
        long took = meter.nanos().getAsLong() - start;
        allocates = !Meter.areFew((meter.bytes().getAsLong() - bytes) / runs);
        double each = Math.max(1, took / (double) runs);
        turns++;
        boolean faster = each < CLEARLY * best;
        sinceBest = faster ? 0 : sinceBest + took;
        turnsSinceBest = faster ? 0 : turnsSinceBest + 1;
        best = Math.min(best, each);
        steady |= !isShort && hasSettled() && !allocates;
        if (isShort && hasSettled() && !waitsForJit()) {
            begin(false);
        } else if (hasFailed() && attempts < MOST_ATTEMPTS) {
            attempt();
        }
        return each;
    }

    /** Runs the kernel for a moment, and keeps how long it took. */
    void turnThatCounts() {
        kept = Arrays.copyOf(kept, kept.length + 1);
        kept[kept.length - 1] = turn();
    }

    /** The nanoseconds of a run in the fastest turn. */
    double best() {
        return best;
    }

    /** The nanoseconds of a run in the turns that count, the one in the middle. */
    double median() {
        double[] sorted = kept.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? Double.POSITIVE_INFINITY : sorted[sorted.length / 2];
    }

    /** Whether runs with whole sums are about as fast as they become. */
    boolean isSteady() {
        return steady;
    }

    private boolean hasSettled() {
        return sinceBest >= STEADY_NANOS && turnsSinceBest >= STEADY_TURNS;
    }

    /** Whether there is nothing to do but to wait for the JIT. */
    boolean waitsForJit() {
        return isShort
                && hasSettled()
                && (allocates || best > UNCOMPILED * expected.shortened())
                && meter.nanos().getAsLong() - attempted < PATIENCE_NANOS;
    }

    /** Whether the JIT will not do its work. */
    boolean isHopeless() {
        return hasFailed() && attempts == MOST_ATTEMPTS;
    }

    /** Whether runs with whole sums show that the JIT had not done its work. */
    private boolean hasFailed() {
        boolean isSlow = turns >= TURNS_OF_ATTEMPT && best > UNCOMPILED * expected.whole();
        return !isShort && !steady && (isSlow || hasSettled() && allocates);
    }
}
