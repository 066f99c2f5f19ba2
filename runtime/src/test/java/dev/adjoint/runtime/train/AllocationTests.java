package dev.adjoint.runtime.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
import java.util.Map;
import org.junit.jupiter.api.Test;

class AllocationTests {
    private static final int ROWS = 4000;

    @Test
    void theStepsOfTheLoopAllocateNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long[] allocated = new long[ROWS];
        ModelSpec spec = Small.line(1, 0.1).spec().withSchedule(step -> 1.0 / step);
        Model model = Model.of(spec, new Engine(new Idle()));
        TrainingOptions options =
                TrainingOptions.DEFAULTS.withBatch(4).withAccumulate(2).withEpochs(2);
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
        int perEpoch = ROWS / 8;
        long first = allocated[perEpoch];
        long last = allocated[2 * perEpoch - 1];
        assertEquals(0, last - first, "bytes in " + (perEpoch - 1) + " steps");
    }

    /** Does nothing, in arrays that are made beforehand. */
    private record Idle() implements Backend {
        @Override
        public Executable compile(Program program, CompileOptions options) {
            return new IdleExecutable(program, options.capacity());
        }
    }

    private record IdleExecutable(Program program, int capacity) implements Executable {
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
