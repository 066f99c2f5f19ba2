package dev.adjoint.samples.benchmarks.generated;

import dev.adjoint.api.backend.Executable;
import dev.adjoint.api.backend.Execution;
import dev.adjoint.api.backend.KernelCost;
import dev.adjoint.api.backend.Variables;
import dev.adjoint.api.graph.Program;
import dev.adjoint.runtime.model.ModelSpec;
import dev.adjoint.runtime.model.Trace;
import dev.adjoint.runtime.model.TracedVariable;
import dev.adjoint.runtime.train.Engine;
import dev.adjoint.runtime.train.Programs;
import dev.adjoint.runtime.train.TrainingProgram;
import dev.adjoint.runtime.train.WarmUp;
import dev.adjoint.samples.benchmarks.measure.Step;
import dev.adjoint.samples.benchmarks.workload.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** A program of a network made ready to run on a problem, without the loop of training around it. */
public final class CompiledModel {
    private final ModelSpec spec;
    private final Problem problem;
    private final boolean trains;
    private final List<TracedVariable> variables;
    private final Executable executable;

    private CompiledModel(
            ModelSpec spec, Problem problem, boolean trains, List<TracedVariable> variables, Executable executable) {
        this.spec = spec;
        this.problem = problem;
        this.trains = trains;
        this.variables = variables;
        this.executable = executable;
    }

    /** Forward pass, backward pass and update of the problem's batch. */
    public static CompiledModel training(ModelSpec spec, Problem problem, Engine engine) {
        return training(spec, problem, engine::compile);
    }

    /** The same, compiled in some way. */
    public static CompiledModel training(ModelSpec spec, Problem problem, Compilation compilation) {
        TrainingProgram training =
                Programs.training(spec.network().trace(true), spec.losses(), spec.optimizer(), spec.training(), false);
        Executable executable =
                compilation.compile(training.program(), problem.task().batch());
        return new CompiledModel(spec, problem, true, training.variables(), executable);
    }

    /** What a network gives for the problem's batch. */
    public static CompiledModel prediction(ModelSpec spec, Problem problem, Engine engine) {
        return prediction(spec, problem, engine::compile);
    }

    /** The same, compiled in some way. */
    public static CompiledModel prediction(ModelSpec spec, Problem problem, Compilation compilation) {
        Trace trace = spec.network().trace(false);
        Executable executable =
                compilation.compile(Programs.prediction(trace), problem.task().batch());
        return new CompiledModel(spec, problem, false, trace.variables(), executable);
    }

    /** How a program is made ready to run. */
    @FunctionalInterface
    public interface Compilation {
        Executable compile(Program program, int capacity);
    }

    /** Lets the JIT compile the program, for at most so many seconds. */
    public WarmUp warmUp(double seconds) {
        return WarmUp.of(executable, Duration.ofMillis(Math.max(1, (long) (1000 * seconds))));
    }

    public Program program() {
        return executable.program();
    }

    /** What each kernel is going to take. */
    public List<KernelCost> costs() {
        return executable.costs();
    }

    /** Starts anew, from the first values of all variables. */
    public Step open() {
        Variables values = executable.allocate();
        variables.forEach(variable -> values.write(variable.path(), initial(variable)));
        Execution execution = executable.open(values);
        String input = spec.network().inputs().get(0).name();
        System.arraycopy(problem.x(), 0, execution.input(input), 0, problem.x().length);
        String output = spec.network().outputs().get(0);
        int rows = problem.task().batch();
        if (!trains) {
            float[] predicted = new float[rows * problem.task().outputs()];
            return new Prediction(
                    execution, problem.x(), execution.input(input), execution.output(output), rows, predicted);
        }
        System.arraycopy(problem.targets(), 0, execution.input(Programs.target(output)), 0, rows);
        execution.input(Programs.LEARNING_RATE)[0] = (float) spec.optimizer().learningRate();
        return new Training(execution, execution.input(Programs.STEP), execution.output(Programs.LOSS), rows);
    }

    private static float[] initial(TracedVariable variable) {
        int[] shape =
                variable.shape().sizes().stream().mapToInt(Integer::intValue).toArray();
        if (variable.trained() && shape.length > 1) {
            return Problem.kernel(variable.path(), shape);
        }
        float[] values = new float[Math.toIntExact(variable.shape().elements())];
        variable.initializer().initialize(values, variable.shape(), new Random(0));
        return values;
    }

    private record Training(Execution execution, float[] number, float[] loss, int rows) implements Step {
        @Override
        public void run() {
            number[0]++;
            execution.run(rows, (long) number[0]);
        }

        @Override
        public float[] result() {
            return new float[] {loss[0]};
        }
    }

    /** Copies a sample in and what was predicted out, as who calls for one does. */
    private record Prediction(
            Execution execution, float[] sample, float[] input, float[] output, int rows, float[] predicted)
            implements Step {
        @Override
        public void run() {
            System.arraycopy(sample, 0, input, 0, sample.length);
            execution.run(rows, 0);
            System.arraycopy(output, 0, predicted, 0, predicted.length);
        }

        @Override
        public float[] result() {
            return predicted.clone();
        }
    }
}
