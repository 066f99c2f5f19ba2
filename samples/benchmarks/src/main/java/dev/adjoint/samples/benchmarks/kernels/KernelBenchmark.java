package dev.adjoint.samples.benchmarks.kernels;

import dev.adjoint.api.backend.CompileOptions;
import dev.adjoint.api.backend.Executable;
import dev.adjoint.api.backend.Execution;
import dev.adjoint.api.backend.Variables;
import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Input;
import dev.adjoint.api.op.Variable;
import dev.adjoint.codegen.JaninoBackend;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The time of one run of a kernel.
 *
 * <pre>{@code
 * java -cp samples/benchmarks/target/benchmarks.jar org.openjdk.jmh.Main KernelBenchmark -p kernel=FORWARD
 * }</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class KernelBenchmark {
    /** What runs. */
    @Param
    public Kernel kernel = Kernel.FORWARD;

    /** Rows, features and units: of layers of the workloads, then odd and prime ones. */
    @Param({"64x784x128", "64x128x10", "128x1024x1024", "1x784x128", "37x131x61"})
    public String shape = "64x784x128";

    private Execution execution = new Idle();
    private int rows;

    @Setup
    public void setUp() {
        int[] sizes =
                Arrays.stream(shape.split("x")).mapToInt(Integer::parseInt).toArray();
        rows = sizes[0];
        Program program = kernel.program(sizes[1], sizes[2]);
        Executable executable = new JaninoBackend().compile(program, CompileOptions.forRows(rows));
        execution = open(executable, sizes[2]);
    }

    /** With numbers from 0 to 1; where classes are asked for, from all there are. */
    static Execution open(Executable executable, int classes) {
        Variables variables = executable.allocate();
        for (Tensor leaf : executable.program().variables()) {
            float[] values = new float[Math.toIntExact(leaf.shape().elements())];
            fill(values, 1);
            variables.write(((Variable) leaf.op()).path(), values);
        }
        Execution execution = executable.open(variables);
        for (Tensor leaf : executable.program().inputs()) {
            String name = ((Input) leaf.op()).name();
            fill(execution.input(name), name.equals("t") ? classes : 1);
        }
        return execution;
    }

    /** Each array from a generator of its own: how long it is beyond its last row is up to the backend. */
    private static void fill(float[] values, int classes) {
        Random random = new Random(1);
        for (int i = 0; i < values.length; i++) {
            values[i] = classes == 1 ? random.nextFloat() : random.nextInt(classes);
        }
    }

    /** One run. */
    @Benchmark
    public void run() {
        execution.run(rows, 0);
    }

    /** Stands for a kernel until there is one. */
    private static final class Idle implements Execution {
        @Override
        public float[] input(String name) {
            return new float[0];
        }

        @Override
        public float[] output(String name) {
            return new float[0];
        }

        @Override
        public void run(int rows, long key) {}
    }
}
