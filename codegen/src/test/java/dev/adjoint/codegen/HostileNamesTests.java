package dev.adjoint.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.backend.CompileOptions;
import dev.adjoint.api.backend.Executable;
import dev.adjoint.api.graph.Functions;
import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.graph.TensorType;
import dev.adjoint.api.op.Input;
import dev.adjoint.testkit.program.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that try to become code: in a program's name, its inputs, parameters, slots, outputs and layers. */
@Execution(ExecutionMode.CONCURRENT)
class HostileNamesTests {
    private static final List<String> HOSTILE = List.of(
            "*/ static { System.exit(1); } /*",
            "x; System.exit(1); //",
            "\"; throw new Error(\"",
            "\\u002a/ int evil; /\\u002a",
            "line\nbreak\r\n}",
            "$L $T {0} %s #{x} ${y}",
            "class",
            "goto",
            "_",
            "Math",
            "String",
            "Arrays",
            "partial",
            "from-row",
            "Kernel",
            "FloatVector",
            "GeneratedProgram",
            "System",
            "kernels",
            "arrays",
            "hashCode",
            "getClass",
            "run",
            "FLOATS",
            "floats",
            "total",
            "partial0",
            "c0x0",
            "lines",
            "line",
            "into",
            "factor",
            "part",
            "постоянная",
            "常数",
            "\uD83D\uDE00",
            "\u0000\u0007",
            "\u202Ereversed",
            "",
            "   ",
            "---",
            "123",
            "@steps",
            "a/b:c",
            "../../etc/passwd",
            "long".repeat(5000));

    static Stream<String> names() {
        return HOSTILE.stream();
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("names")
    void noNameReachesTheSourceAndTheBitsStayTheSame(String name) {
        TrainingExample example = example(name, name, name);
        List<Integer> rows = List.of(3, 1);
        List<Outcome> expected = example.interpret(3, rows);
        for (Variant variant : List.of(Variant.JANINO_PLAIN, Variant.JAVAC)) {
            Executable executable = variant.compile(example.program(), 3);
            assertClean(source(executable), name);
            List<Outcome> actual = example.train(executable, rows);
            assertEquals(Optional.empty(), Outcome.difference(expected, actual), variant.toString());
        }
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("names")
    void namesThatLookAlikeStayApart(String name) {
        TrainingExample example = example(name + "!", name + "?", name + " ");
        List<Outcome> expected = example.interpret(3, List.of(3));
        List<Outcome> actual = example.train(Variant.JANINO_PLAIN.compile(example.program(), 3), List.of(3));
        assertEquals(Optional.empty(), Outcome.difference(expected, actual));
    }

    /** A contraction has a method for each size of its tiles, {@code computeDot2x1} beside {@code computeDot}. */
    @ParameterizedTest
    @ValueSource(ints = {4, 8, 16})
    void namesLikeThoseOfTheTilesOfAContractionStayApart(int lanes) {
        Tensor x = Tensor.of(new Input("x", TensorType.floats(Shape.of(Shape.ROWS, 3))));
        Tensor w = Tensor.of(new Input("w", TensorType.floats(Shape.of(3, 2 * lanes))));
        Tensor dot = x.matmul(w);
        List<Program.Output> outputs = new ArrayList<>(List.of(new Program.Output("dot", dot)));
        for (String part : List.of("1x2", "2x2", "4x2", "6x2", "8x2", "Panels", "Factors")) {
            outputs.add(new Program.Output("dot" + part, dot.mul(outputs.size()).tanh()));
        }
        Program program = new Program("tiles", List.of(x, w), List.of(), outputs, List.of(), Map.of());
        assertFalse(source(new LanesBackend(lanes).compile(program, CompileOptions.forRows(30)))
                .isEmpty());
    }

    private static String source(Executable executable) {
        return executable.reports().getOrDefault("source", "");
    }

    /** A name that is no identifier may not stand in the source, and nothing may that is not ASCII. */
    private static void assertClean(String source, String name) {
        assertTrue(source.contains("class "), source);
        assertTrue(source.chars().allMatch(c -> c == '\n' || c >= ' ' && c < 127), "not ASCII");
        if (name.length() > 3 && !name.isBlank() && !name.matches("\\w+|-+")) {
            assertFalse(source.contains(name), source);
        }
        assertFalse(source.contains("longlonglonglonglonglonglonglonglonglonglong"), "a name is not cut");
    }

    /** Two layers whose parameters, slots, input and label have hostile names. */
    private static TrainingExample example(String first, String second, String program) {
        TrainingGraph graph = new TrainingGraph();
        Tensor hidden = graph.dense(first + "1", graph.input(first, 3), 4).tanh();
        Tensor kept = graph.uniform(hidden.shape()).less(0.5).where(hidden, Tensor.constant(0));
        Tensor prediction = graph.dense(second, graph.labelled(first, kept), 2);
        Tensor loss = TrainingGraph.crossEntropy(prediction, graph.indices(second + "2", 2));
        return graph.adam(program, graph.labelled(second, loss), Functions.softplus(prediction));
    }
}
