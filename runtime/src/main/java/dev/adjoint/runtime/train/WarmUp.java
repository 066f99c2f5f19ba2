package dev.adjoint.runtime.train;

import com.sun.management.ThreadMXBean;
import dev.adjoint.api.ConfigurationException;
import dev.adjoint.api.backend.Executable;
import dev.adjoint.api.backend.Execution;
import dev.adjoint.api.backend.Variables;
import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Input;
import dev.adjoint.api.op.Parameter;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a warm-up went. A program runs again and again on scratch variables until no round of runs is clearly faster, or makes
 * clearly fewer objects, than those before it: then the JIT has compiled what it will compile. Vectors that it has not
 * compiled yet are objects, so that it waits longer while there are any.
 *
 * @param took how long it took, without the compilation of the program
 * @param runs how often the program ran
 * @param steady whether runs had become as fast as they become before time was over
 */
public record WarmUp(Duration took, long runs, boolean steady) {
    /** Enough for most programs. */
    public static final Duration STANDARD = Duration.ofSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final long ROUND_NANOS = 20_000_000;
    /** The JIT works in the background: so long after the last clear gain, no other is to be expected. */
    private static final long STEADY_NANOS = 400_000_000;

    /** The same while runs still allocate. */
    private static final long STEADY_ALLOCATING_NANOS = 4 * STEADY_NANOS;

    /**
     * So many runs with a single row come before those with all rows. With more, C2 compiles for single rows what it compiles
     * again for many, and full speed comes up to a second later.
     */
    private static final long SINGLE_RUNS = 1000;
    /** However much time there is: then the longest kernels of a wide network are still to come. */
    private static final Duration LONGEST_SINGLE = STANDARD.dividedBy(2);

    private static final double CLEARLY = 0.97;
    private static final float SMALL = 1e-9f;
    /** What asking how much was allocated may itself allocate. */
    private static final double BYTES_OF_ASKING = 256;

    /** Refuses a time that is none, or that nobody can mean. */
    static void check(Duration longest) {
        if (longest.isNegative() || longest.isZero() || longest.compareTo(LONGEST) > 0) {
            throw new ConfigurationException("a warm-up of at most " + longest
                    + " was asked for; expected more than no time and at most one hour, " + STANDARD + " is usual");
        }
    }

    /** Predicts for few rows and for many in turn: there is code for each. */
    static WarmUp predicting(Executable executable, Duration longest) {
        int capacity = executable.capacity();
        int[] rows = IntStream.of(1, 2, 3, capacity - 1, capacity)
                .filter(count -> count >= 1 && count <= capacity)
                .distinct()
                .toArray();
        return of(executable, longest, rows);
    }

    /**
     * Runs a program on made-up data and variables of its own, with as many rows as it takes, until the JIT has done its
     * work.
     *
     * @param longest when to stop at the latest; {@link #STANDARD} is enough for most
     * @throws ConfigurationException if that is no time
     */
    public static WarmUp of(Executable executable, Duration longest) {
        check(longest);
        return of(executable, longest, new int[] {executable.capacity()});
    }

    /**
     * Runs with a single row first, if that makes objects: of vectors, which code that the JIT has not compiled yet then makes
     * fewest of. Then with the numbers of rows that are asked for, in turn; where there are no vectors, only so, since C2 makes
     * none of a loop that mostly had a single turn.
     */
    private static WarmUp of(Executable executable, Duration longest, int[] rows) {
        executable.awaitFinal(longest);
        Execution execution = scratch(executable);
        LongSupplier clock = System::nanoTime;
        LongSupplier allocated = allocatedBy(executable);
        Duration half = longest.dividedBy(2);
        Duration longestSingle = half.compareTo(LONGEST_SINGLE) < 0 ? half : LONGEST_SINGLE;
        WarmUp single = until(
                makesObjects(execution, allocated) ? longestSingle : Duration.ZERO,
                SINGLE_RUNS,
                clock,
                allocated,
                number -> execution.run(1, 0),
                1);
        WarmUp all = until(
                longest.minus(single.took()),
                Long.MAX_VALUE,
                clock,
                allocated,
                number -> execution.run(rows[(int) (number % rows.length)], 0),
                rows.length);
        return new WarmUp(single.took().plus(all.took()), single.runs() + all.runs(), all.steady());
    }

    /** Whether a run makes objects, or nobody knows. */
    private static boolean makesObjects(Execution execution, LongSupplier allocated) {
        long before = allocated.getAsLong();
        execution.run(1, 0);
        long after = allocated.getAsLong();
        return after == 0 || after - before > BYTES_OF_ASKING;
    }

    /**
     * A program with variables of its own, ready to run on made-up inputs. Parameters and inputs are numbers of both signs: of
     * nothing but zeros, every maximum is a tie and every comparison goes the same way, and the JIT compiles it for that.
     */
    private static Execution scratch(Executable executable) {
        Variables variables = executable.allocate();
        for (Tensor variable : executable.program().variables()) {
            if (variable.op() instanceof Parameter parameter) {
                variables.write(
                        parameter.path(),
                        scattered(new float[(int) parameter.shape().elements()]));
            }
        }
        Execution execution = executable.open(variables);
        for (Tensor input : executable.program().inputs()) {
            float[] array = execution.input(((Input) input.op()).name());
            if (input.dtype() != DType.FLOAT) {
                Arrays.fill(array, 0); // an index that every table has
            } else if (input.shape().rank() == 0) {
                Arrays.fill(array, SMALL); // a learning rate at which parameters stay as they are
            } else {
                scattered(array);
            }
        }
        return execution;
    }

    /** Fills an array with numbers between -0.5 and 0.5. */
    private static float[] scattered(float[] array) {
        for (int i = 0; i < array.length; i++) {
            array[i] = i * 7919L % 1009 / 1009f - 0.5f;
        }
        return array;
    }

    /**
     * The bytes that the threads of a program's runs have allocated so far; always 0 where the JVM does not count them, or was
     * made without the module that tells. Asking may itself allocate a few.
     */
    static LongSupplier allocatedBy(Executable executable) {
        try {
            if (ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads
                    && threads.isThreadAllocatedMemorySupported()
                    && threads.isThreadAllocatedMemoryEnabled()) {
                return () -> {
                    long bytes = threads.getThreadAllocatedBytes(
                            Thread.currentThread().getId());
                    for (Thread worker : executable.workers()) {
                        bytes += threads.getThreadAllocatedBytes(worker.getId());
                    }
                    return bytes;
                };
            }
        } catch (NoClassDefFoundError withoutModule) {
            LOG.debug("allocation is not counted: the module jdk.management is missing");
        }
        return () -> 0;
    }

    /**
     * Runs something until it becomes no faster and allocates no less.
     *
     * @param most how many runs are enough in any case
     * @param clock gives nanoseconds
     * @param allocated gives bytes
     * @param run is given the number of the run
     * @param together how many runs, one after the other, are one measurement
     */
    static WarmUp until(
            Duration longest, long most, LongSupplier clock, LongSupplier allocated, LongConsumer run, int together) {
        long start = clock.getAsLong();
        long end = start + longest.toNanos();
        long runs = 0;
        double best = Double.POSITIVE_INFINITY;
        double least = Double.POSITIVE_INFINITY;
        long bestAt = start;
        long now = start;
        long patience = STEADY_NANOS;
        while (now < end && runs < most && now - bestAt < patience) {
            long roundStart = now;
            long before = runs;
            long bytesBefore = allocated.getAsLong();
            do {
                for (int i = 0; i < together; i++) {
                    run.accept(runs++);
                }
                now = clock.getAsLong();
            } while (now - roundStart < ROUND_NANOS && now < end && runs < most);
            double each = (now - roundStart) / (double) (runs - before);
            double bytes = (allocated.getAsLong() - bytesBefore) / (double) (runs - before);
            if (each < CLEARLY * best || bytes < CLEARLY * least - BYTES_OF_ASKING) {
                bestAt = now;
            }
            best = Math.min(best, each);
            least = Math.min(least, bytes);
            patience = least > BYTES_OF_ASKING ? STEADY_ALLOCATING_NANOS : STEADY_NANOS;
        }
        return new WarmUp(Duration.ofNanos(now - start), runs, now - bestAt >= patience);
    }
}
