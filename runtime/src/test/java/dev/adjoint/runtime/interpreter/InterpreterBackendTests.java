package dev.adjoint.runtime.interpreter;

import static dev.adjoint.runtime.interpreter.Failures.assertFails;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.ConfigurationException;
import dev.adjoint.api.DataException;
import dev.adjoint.api.backend.Backend;
import dev.adjoint.api.backend.CompileOptions;
import dev.adjoint.api.backend.Executable;
import dev.adjoint.api.backend.Execution;
import dev.adjoint.api.backend.Variables;
import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Program.Assignment;
import dev.adjoint.api.graph.Program.Output;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.graph.TensorType;
import dev.adjoint.api.op.Input;
import dev.adjoint.api.op.Parameter;
import dev.adjoint.api.op.Random;
import dev.adjoint.api.op.State;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class InterpreterBackendTests {
    private final Tensor x = Values.input(Shape.ROWS, 2);
    private final Tensor a = Tensor.of(new Parameter("a", Shape.of(2)));
    private final Tensor b = Tensor.of(new State("b", Shape.of(2)));

    /** y = x a; then a and b are swapped. */
    private final Executable executable = compile(
            new Program(
                    "swap",
                    List.of(x),
                    List.of(a, b),
                    List.of(
                            new Output("y", x.mul(a)),
                            new Output("total", x.mul(a).sum())),
                    List.of(new Assignment(a, b), new Assignment(b, a)),
                    Map.of()),
            4);

    private static Executable compile(Program program, int capacity) {
        return new InterpreterBackend().compile(program, CompileOptions.forRows(capacity));
    }

    @Test
    void theBackendIsFoundByName() {
        Backend found = ServiceLoader.load(Backend.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(backend -> backend.pluginName().equals("interpreter"))
                .findFirst()
                .orElseThrow();
        assertEquals(new InterpreterBackend(), found);
        assertEquals(0, found.priority());
    }

    @Test
    void aRunReadsInputsAndVariablesAndFillsOutputs() {
        Variables variables = executable.allocate();
        variables.write("a", new float[] {10, 100});
        Execution execution = executable.open(variables);
        assertEquals(8, execution.input("x").length);
        System.arraycopy(new float[] {1, 2, 3, 4}, 0, execution.input("x"), 0, 4);
        execution.run(2, 0);
        assertArrayEquals(new float[] {10, 200, 30, 400}, Arrays.copyOf(execution.output("y"), 4));
        assertArrayEquals(new float[] {640}, execution.output("total"));
    }

    @Test
    void assignmentsTakeEffectTogether() {
        Variables variables = executable.allocate();
        variables.write("a", new float[] {1, 2});
        variables.write("b", new float[] {3, 4});
        Execution execution = executable.open(variables);
        execution.run(1, 0);
        assertArrayEquals(new float[] {3, 4}, variables.read("a"));
        assertArrayEquals(new float[] {1, 2}, variables.read("b"));
        execution.run(1, 0);
        assertArrayEquals(new float[] {1, 2}, variables.read("a"));
    }

    @Test
    void variablesBeginAtZeroAndAreReadAsCopies() {
        Variables variables = executable.allocate();
        assertArrayEquals(new float[2], variables.read("b"));
        assertNotSame(variables.read("b"), variables.read("b"));
    }

    @Test
    void theResultDoesNotDependOnTheCapacity() {
        Tensor random = Tensor.of(new Random(0, Shape.of(Shape.ROWS, 3)));
        Program program =
                new Program("noise", List.of(), List.of(), List.of(new Output("noise", random)), List.of(), Map.of());
        float[][] results = new float[2][];
        for (int i = 0; i < 2; i++) {
            Executable compiled = compile(program, i == 0 ? 2 : 50);
            Execution execution = compiled.open(compiled.allocate());
            execution.run(2, 11);
            results[i] = Arrays.copyOf(execution.output("noise"), 6);
        }
        assertArrayEquals(results[0], results[1]);
    }

    @Test
    void fewerRowsLeaveNoTraceOfEarlierOnes() {
        Execution execution = executable.open(executable.allocate());
        Arrays.fill(execution.input("x"), Float.NaN);
        execution.run(4, 0);
        Arrays.fill(execution.input("x"), 0, 2, 1);
        execution.run(1, 0);
        assertArrayEquals(new float[] {0}, execution.output("total"));
    }

    @Test
    void whatFailsInARunNamesTheLayer() {
        Tensor table = Tensor.of(new Parameter("words/table", Shape.of(3, 2)));
        Tensor word = Tensor.of(new Input("word", new TensorType(DType.INT, Shape.of(Shape.ROWS))));
        Tensor vector = table.gather(0, word);
        Program program = new Program(
                "predict",
                List.of(word),
                List.of(table),
                List.of(new Output("vector", vector)),
                List.of(),
                Map.of(vector, "encoder/words"));
        Executable compiled = compile(program, 1);
        Execution execution = compiled.open(compiled.allocate());
        execution.input("word")[0] = 3;
        assertFails(DataException.class, () -> execution.run(1, 0), "layer encoder/words: ", "index 3", "from 0 to 2");
    }

    @Test
    void unknownNamesListTheKnownOnes() {
        Variables variables = executable.allocate();
        Execution execution = executable.open(variables);
        assertFails(DataException.class, () -> execution.input("z"), "program swap has no input z", "x");
        assertFails(DataException.class, () -> execution.output("loss"), "no output loss", "y, total");
        assertFails(DataException.class, () -> variables.read("c"), "no variable c", "a, b");
        assertFails(DataException.class, () -> variables.write("c", new float[2]), "no variable c", "a, b");
    }

    @Test
    void wrongLengthsAndRowsAreErrors() {
        Variables variables = executable.allocate();
        Execution execution = executable.open(variables);
        assertFails(DataException.class, () -> variables.write("a", new float[3]), "holds 2", "given 3");
        assertFails(DataException.class, () -> execution.run(0, 0), "0 rows", "1 to its capacity of 4");
        assertFails(DataException.class, () -> execution.run(5, 0), "5 rows", "1 to its capacity of 4");
    }

    @Test
    void variablesOfAnotherProgramAreRefused() {
        Tensor other = Tensor.of(new Parameter("a", Shape.of(2)));
        Executable stranger =
                compile(new Program("other", List.of(), List.of(other), List.of(), List.of(), Map.of()), 1);
        assertFails(ConfigurationException.class, () -> executable.open(stranger.allocate()), "allocate()");
    }

    @Test
    void theReportListsTheGraph() {
        assertTrue(executable.reports().getOrDefault("graph", "").contains("program swap"));
    }
}
