package dev.adjoint.codegen.machine;

import dev.adjoint.codegen.cost.Ceilings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Measures what one core of this machine can do: once in a process for each width of vectors, in about a second. */
public final class Machine {
    /** So few that code is compiled soon. */
    private static final int FEW_TURNS = Probe.LINE;
    /** So many that the beginning and the end of a chain do not count. */
    private static final int MANY_TURNS = 4096;

    private static final int NEAR = 2_048;
    /** No task is warm that takes longer than this for an operation: interpreted code takes ten times as long. */
    private static final double WARM_NANOS = 4;
    /** The JIT may be at work for so long before it makes a task faster. */
    private static final long STEADY_NANOS = 300_000_000;

    private static final long LONGEST_WARM_UP_NANOS = 4_000_000_000L;
    private static final double BETTER = 0.9;
    private static final long LEAST_NANOS = 20_000;
    /** Other programs that run beside it come and go: each task is measured so many times, and the fastest counts. */
    private static final int TURNS = 5;

    private static final long NANOS = 8_000_000;
    /** The bytes of both arrays of a copy, for each level of memory. */
    private static final List<Integer> LEVELS = List.of(16 << 10, 192 << 10, 2 << 20, 6 << 20, 32 << 20);

    private static final Map<Integer, Ceilings> MEASURED = new HashMap<>();

    private final Probe probe;
    private final int lanes;
    private final float[] near = new float[NEAR];
    private final float[] other = new float[NEAR];
    private final Task multiplyAdds;
    private final Task operations;
    private final Task scalars;
    private final Task copy;
    /** What the loops come to, kept so that they are not optimized away. */
    private float total;

    private Machine(int lanes) {
        this.lanes = lanes;
        this.probe = Probe.ofLanes(lanes);
        double vectors = (double) NEAR / Math.max(1, lanes);
        Arrays.fill(near, 1);
        multiplyAdds = multiplyAdds(FEW_TURNS);
        operations = new Task(Probe.OPERATIONS * vectors, () -> probe.operations(near, other));
        scalars = new Task((double) Probe.SCALARS * NEAR, () -> probe.scalars(near, other));
        copy = new Task(2 * vectors, () -> probe.copy(near, other));
    }

    /**
     * What one core can do as it is now.
     *
     * @param lanes how many floats a vector holds, 0 for plain loops
     */
    public static Ceilings ceilings(int lanes) {
        synchronized (MEASURED) {
            return MEASURED.computeIfAbsent(lanes, key -> new Machine(lanes).measure());
        }
    }

    /**
     * The most that threads can multiply and add: the fastest of many repetitions of threads that run together.
     *
     * @param lanes how many floats a vector holds, 0 for plain loops
     * @return billions of multiplications and additions in a second
     */
    public static double gigaflops(int lanes, int threads) {
        return IntStream.range(0, threads)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> new Machine(lanes).fastest(), task -> new Thread(task).start()))
                .toList()
                .stream()
                .mapToDouble(CompletableFuture::join)
                .sum();
    }

    private double fastest() {
        warmUp(List.of(multiplyAdds));
        return 2.0 * Math.max(1, lanes) / manyMultiplyAdds().times(40 * NANOS)[0];
    }

    private Task multiplyAdds(int turns) {
        return new Task((double) Probe.CHAINS * turns, () -> total += probe.multiplyAdds(0.5f + total * 0, turns));
    }

    private Task manyMultiplyAdds() {
        Task task = multiplyAdds(MANY_TURNS);
        task.run();
        return task;
    }

    private Ceilings measure() {
        warmUp(List.of(multiplyAdds, operations, scalars, copy));
        List<Task> tasks = new ArrayList<>(List.of(manyMultiplyAdds(), operations, scalars));
        for (int bytes : LEVELS) {
            float[] from = new float[bytes / 2 / Float.BYTES];
            float[] to = new float[from.length];
            Task far = new Task(bytes, () -> probe.copy(from, to));
            far.run();
            tasks.add(far);
        }
        double[] nanos = new double[tasks.size()];
        Arrays.fill(nanos, Double.MAX_VALUE);
        for (int turn = 0; turn < TURNS; turn++) {
            for (int i = 0; i < nanos.length; i++) {
                nanos[i] = Math.min(nanos[i], tasks.get(i).median());
            }
        }
        List<Ceilings.Level> levels = new ArrayList<>();
        for (int i = 0; i < LEVELS.size(); i++) {
            // What is farther away takes no less, whatever was measured.
            double nearer = i == 0 ? 0 : levels.get(i - 1).nanosecondsOfByte();
            levels.add(new Ceilings.Level(LEVELS.get(i), Math.max(nearer, nanos[3 + i])));
        }
        Ceilings typical = Ceilings.typical(lanes);
        return new Ceilings(
                lanes,
                plausible(nanos[0], typical.multiplyAdd()),
                plausible(nanos[1], typical.operation()),
                plausible(nanos[2], typical.scalar()),
                typical.call(),
                copy.fastest > WARM_NANOS ? typical.levels() : levels);
    }

    /** What was measured, if the JIT got round to it: on a machine with much else to do it may not. */
    private static double plausible(double measured, double typical) {
        return measured > WARM_NANOS ? typical : measured;
    }

    /** Runs tasks in turn until the JIT is done with all of them. */
    private static void warmUp(List<Task> tasks) {
        long start = System.nanoTime();
        long now = start;
        long steadySince = start;
        while (now - steadySince < STEADY_NANOS && now - start < LONGEST_WARM_UP_NANOS) {
            for (Task task : tasks) {
                if (task.run() || task.fastest > WARM_NANOS) {
                    steadySince = System.nanoTime();
                }
            }
            now = System.nanoTime();
        }
    }

    /** Something to measure, of a number of operations. */
    private static final class Task {
        private final double count;
        private final Runnable work;
        /** The least nanoseconds of an operation so far. */
        private double fastest = Double.MAX_VALUE;

        Task(double count, Runnable work) {
            this.count = count;
            this.work = work;
        }

        /** Runs once; whether it was much faster than ever before. */
        boolean run() {
            long start = System.nanoTime();
            work.run();
            double nanos = (System.nanoTime() - start) / count;
            boolean better = nanos < BETTER * fastest;
            fastest = better ? nanos : fastest;
            return better;
        }

        /** The middle one of the nanoseconds that an operation takes. */
        double median() {
            double[] times = times(NANOS);
            return times[times.length / 2];
        }

        /** The nanoseconds of an operation, ascending; a short task is timed several times in a row. */
        double[] times(long nanos) {
            int row = (int) Math.max(1, LEAST_NANOS / (fastest * count));
            List<Double> times = new ArrayList<>();
            long start = System.nanoTime();
            long before = start;
            while (before - start < nanos || times.isEmpty()) {
                for (int i = 0; i < row; i++) {
                    work.run();
                }
                long now = System.nanoTime();
                times.add((now - before) / (row * count));
                before = now;
            }
            return times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        }
    }
}
