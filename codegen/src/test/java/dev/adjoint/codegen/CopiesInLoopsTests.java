package dev.adjoint.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.backend.CompileOptions;
import dev.adjoint.api.backend.Executable;
import dev.adjoint.api.graph.Loops;
import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Dot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contractions in the steps of a loop that read an operand in columns, and therefore from a copy. */
class CopiesInLoopsTests {
    private static final int ROWS = 24;
    private static final int SIZE = 20;
    private static final int STEPS = 3;
    /** Rows of x and columns of the other operand. */
    private static final Dot BY_COLUMNS = new Dot(List.of(), List.of(), List.of(1), List.of(1));

    @ParameterizedTest
    @EnumSource
    void theyHaveTheInterpretersBits(Variant variant) {
        assertEquals(Optional.empty(), variant.difference(program(true), ROWS));
    }

    @Test
    void whatStaysTheSameIsCopiedBeforeTheLoop() {
        Executable executable = new LanesBackend(8).compile(program(true), CompileOptions.forRows(ROWS));
        assertCopies(executable, "(rows, key);", "(rows, key, t0);");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void threadsShareTheCopyOfWhatStaysTheSame(int threads) {
        Executable executable =
                LanesBackend.ofThreads(threads, 8).compile(program(false), CompileOptions.forRows(ROWS));
        String source = executable.reports().getOrDefault("source", "");
        assertTrue(calls(source, "Panels(rows, key, Parts.start(").findAny().isPresent(), source);
    }

    private static void assertCopies(Executable executable, String before, String inside) {
        String source = executable.reports().getOrDefault("source", "");
        assertEquals(1, calls(source, "Panels" + before).count(), source);
        assertEquals(1, calls(source, "Panels" + inside).count(), source);
    }

    private static Stream<String> calls(String source, String end) {
        return source.lines().filter(line -> line.contains(end));
    }

    /** A state that is multiplied with a matrix that stays the same, and perhaps with one that changes in each step. */
    private static Program program(boolean changes) {
        TrainingGraph graph = new TrainingGraph();
        Tensor x = graph.input("x", SIZE);
        Tensor same = graph.parameter("same", SIZE, SIZE);
        Tensor first = graph.parameter("changing", SIZE, SIZE);
        List<Tensor> start = changes ? List.of(x, first) : List.of(x);
        Loops.Result result = Loops.scan(STEPS, false, start, List.of(), (carries, slices) -> {
            Tensor before = carries.get(0);
            Tensor state = before.dot(same, BY_COLUMNS).mul(0.1);
            if (!changes) {
                return new Loops.Step(List.of(state), List.of());
            }
            Tensor changing = carries.get(1).mul(0.9).sin();
            Tensor other = before.dot(changing, BY_COLUMNS).mul(0.1);
            return new Loops.Step(List.of(state.add(other), changing), List.of());
        });
        Program.Output output = new Program.Output("state", result.carries().get(0));
        return new Program("loop", List.of(x), List.of(same, first), List.of(output), List.of(), Map.of());
    }
}
