package dev.adjoint.testkit;

import dev.adjoint.api.backend.Backend;
import dev.adjoint.api.backend.CompileOptions;
import dev.adjoint.api.backend.Executable;
import dev.adjoint.api.backend.Execution;
import dev.adjoint.api.backend.Variables;
import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Variable;
import dev.adjoint.runtime.interpreter.InterpreterBackend;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Assumptions;

/**
 * The laws of execution: every backend gives the interpreter's bits, for any number of rows, with and without vectors, and
 * so does each of its variants.
 */
final class BackendLaws {
    private static final int CAPACITY = 7;
    private static final int[] FEWER = {1, 3};
    private static final List<Backend> OTHERS = ServiceLoader.load(Backend.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(backend -> !(backend instanceof InterpreterBackend))
            .toList();

    private BackendLaws() {}

    static List<Law> of(Supplier<Subject> subject) {
        List<Law> laws = new ArrayList<>();
        laws.add(new Law(
                "it gives the same bits whatever number of rows it was prepared for",
                () -> anyCapacity(subject.get())));
        laws.add(new Law("it gives the same bits each time", () -> eachTime(subject.get())));
        if (OTHERS.isEmpty()) {
            laws.add(new Law("every backend gives the interpreter's bits", BackendLaws::noBackend));
        }
        for (Backend backend : OTHERS) {
            for (boolean vectors : new boolean[] {true, false}) {
                laws.add(new Law(
                        "backend " + backend.pluginName() + (vectors ? "" : ", without vectors,")
                                + " gives the interpreter's bits",
                        () -> equalBits(subject.get(), backend, vectors)));
            }
            for (Backend variant : backend.variants()) {
                laws.add(new Law(
                        "variant " + variant.pluginName() + " gives the interpreter's bits",
                        () -> equalBits(subject.get(), variant, true)));
            }
        }
        return laws;
    }

    private static void anyCapacity(Subject subject) {
        List<Backend> all = new ArrayList<>(OTHERS);
        all.add(new InterpreterBackend());
        Program program = subject.program();
        for (Backend backend : all) {
            Executable large = compile(backend, program, CAPACITY, true);
            for (int rows : FEWER) {
                Sample sample = subject.sample(rows, Seed.random());
                List<float[]> exact = run(compile(backend, program, rows, true), sample);
                compare(backend.pluginName(), program, rows, exact, run(large, sample));
            }
        }
    }

    private static void eachTime(Subject subject) {
        Program program = subject.program();
        Executable executable = compile(new InterpreterBackend(), program, CAPACITY, true);
        Sample sample = subject.sample(CAPACITY, Seed.random());
        compare("the interpreter", program, CAPACITY, run(executable, sample), run(executable, sample));
    }

    private static void noBackend() {
        Assumptions.abort("the interpreter is the only backend on the class path; add adjoint-codegen in test scope");
    }

    private static void equalBits(Subject subject, Backend backend, boolean vectors) {
        Program program = subject.program();
        Executable expected = compile(new InterpreterBackend(), program, CAPACITY, vectors);
        Executable actual = compile(backend, program, CAPACITY, vectors);
        RandomGenerator random = Seed.random();
        for (int rows : new int[] {1, 3, CAPACITY}) {
            for (Sample sample : List.of(subject.sample(rows, random), PrecisionLaws.special(subject, rows, random))) {
                compare(backend.pluginName(), program, rows, run(expected, sample), run(actual, sample));
            }
        }
    }

    private static Executable compile(Backend backend, Program program, int capacity, boolean vectors) {
        return backend.compile(program, CompileOptions.forRows(capacity).withVectors(vectors));
    }

    /** The outputs, then the assigned variables, after one run. */
    private static List<float[]> run(Executable executable, Sample sample) {
        Variables variables = executable.allocate();
        Execution execution = executable.open(variables);
        sample.values().forEach((leaf, array) -> {
            if (leaf.isInput()) {
                System.arraycopy(floats(array), 0, execution.input(leaf.name()), 0, array.length);
            } else {
                variables.write(leaf.name(), floats(array));
            }
        });
        execution.run(sample.rows(), Seed.VALUE);
        List<float[]> results = new ArrayList<>();
        for (Program.Output output : executable.program().outputs()) {
            results.add(execution.output(output.name()));
        }
        for (Program.Assignment assignment : executable.program().assignments()) {
            results.add(variables.read(path(assignment.variable())));
        }
        return results;
    }

    private static void compare(
            String backend, Program program, int rows, List<float[]> expected, List<float[]> actual) {
        for (int i = 0; i < expected.size(); i++) {
            boolean output = i < program.outputs().size();
            Tensor tensor = program.roots().get(i);
            String name = output
                    ? program.outputs().get(i).name()
                    : path(program.assignments()
                            .get(i - program.outputs().size())
                            .variable());
            Shape shape = tensor.shape().withRows(rows);
            Numbers.assertSameBits(
                    name + ", computed by " + backend + " for " + rows + " rows,",
                    shape,
                    expected.get(i),
                    actual.get(i));
        }
    }

    private static String path(Tensor variable) {
        return ((Variable) variable.op()).path();
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
