package dev.adjoint.runtime.train;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.adjoint.api.backend.Backend;
import dev.adjoint.api.backend.CompileOptions;
import dev.adjoint.api.backend.Executable;
import dev.adjoint.api.backend.Execution;
import dev.adjoint.api.backend.Variables;
import dev.adjoint.api.graph.Program;
import dev.adjoint.runtime.data.Dataset;
import dev.adjoint.runtime.model.ModelSpec;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class AllocationTests {
    private static final int ROWS = 4000;
    private static final int STEPS = ROWS / 8;
    private static final int EPOCHS = 8;

    /** One epoch of steps without a byte is asked for: in others the JVM may rebuild objects as it takes compiled code back. */
    @Test
    void theStepsOfTheLoopAllocateNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long[] allocated = new long[EPOCHS * STEPS];
        ModelSpec spec = Small.line(1, 0.1).spec().withSchedule(step -> 1.0 / step);
        Model model = Model.of(spec, new Engine(new Idle()));
        TrainingOptions options =
                TrainingOptions.DEFAULTS.withBatch(4).withAccumulate(2).withEpochs(EPOCHS);
        float[] weights = new float[ROWS];
        Arrays.fill(weights, 1);
        Dataset data = Dataset.builder()
                .input("x", new float[ROWS][1])
                .target("y", new float[ROWS][1])
                .weights(weights)
                .build()
                .range(0, ROWS);
        model.fit(data, options, new Listener() {
            @Override
            public void onStep(Progress progress) {
                allocated[(int) progress.step() - 1] = threads.getThreadAllocatedBytes(thread);
            }
        });
        long[] perEpoch = new long[EPOCHS];
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            perEpoch[epoch] = allocated[(epoch + 1) * STEPS - 1] - allocated[epoch * STEPS];
        }
        assertTrue(
                Arrays.stream(perEpoch).anyMatch(bytes -> bytes == 0),
                () -> "bytes in " + (STEPS - 1) + " steps of each epoch: " + Arrays.toString(perEpoch));
    }

    /** Otherwise a warm-up would end while other threads than the caller's still run code that the JIT has not compiled. */
    @Test
    void whatTheOtherThreadsOfARunAllocateCountsInAWarmUp() throws Exception {
        FutureTask<byte[]> task = new FutureTask<>(() -> new byte[ROWS]);
        CountDownLatch counted = new CountDownLatch(1);
        Thread worker = new Thread(() -> {
            task.run();
            await(counted);
        });
        Program program = new Program("none", List.of(), List.of(), List.of(), List.of(), Map.of());
        LongSupplier allocated = WarmUp.allocatedBy(new IdleExecutable(program, 1, List.of(worker)));
        long before = allocated.getAsLong();
        worker.start();
        task.get();
        long bytes = allocated.getAsLong() - before;
        counted.countDown();
        worker.join();
        assertTrue(bytes >= ROWS, () -> bytes + " bytes");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Does nothing, in arrays that are made beforehand. */
    private record Idle() implements Backend {
        @Override
        public Executable compile(Program program, CompileOptions options) {
            return new IdleExecutable(program, options.capacity(), List.of());
        }
    }

    private record IdleExecutable(Program program, int capacity, List<Thread> workers) implements Executable {
        @Override
        public Variables allocate() {
            return new Variables() {
                @Override
                public void write(String path, float[] values) {}

                @Override
                public float[] read(String path) {
                    return new float[1];
                }
            };
        }

        @Override
        public Execution open(Variables variables) {
            return new Execution() {
                @Override
                public float[] input(String name) {
                    return new float[capacity];
                }

                @Override
                public float[] output(String name) {
                    return new float[capacity];
                }

                @Override
                public void run(int rows, long key) {}
            };
        }

        @Override
        public Map<String, String> reports() {
            return Map.of();
        }
    }
}
