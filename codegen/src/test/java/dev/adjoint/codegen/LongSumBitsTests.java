package dev.adjoint.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.backend.CompileOptions;
import dev.adjoint.api.backend.Executable;
import dev.adjoint.api.graph.Functions;
import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.codegen.emit.Team;
import dev.adjoint.testkit.program.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Wide layers and many rows, whose sums are so long that they are made in parts. */
class LongSumBitsTests {
    private static final int ROWS = 130;
    private static final int WIDTH = 601;
    private static final int NEXT_WIDTH = 517;
    /** Of weights in panels. */
    private static final int PANELS_WIDTH = 640;

    private static final int NEXT_PANELS_WIDTH = 512;
    /** So small that a part is shorter than a sum. */
    private static final long CACHE = 40_000;

    private static final List<Variant> VARIANTS = List.of(
            Variant.JANINO,
            Variant.JANINO_4_LANES,
            Variant.JANINO_8_LANES,
            Variant.JANINO_16_LANES,
            Variant.JANINO_3_THREADS,
            Variant.JANINO_PLAIN);

    @Test
    void sumsInPartsHaveTheBitsOfTheInterpretersSums() {
        sameBits(wide(WIDTH, NEXT_WIDTH), VARIANTS, (variant, program) -> variant.compile(program, ROWS));
    }

    @Test
    void soHaveThoseOfPanelsInASmallCache() {
        List<LanesBackend> backends = List.of(
                new LanesBackend(8, Team.ALONE, CACHE, false),
                new LanesBackend(16, Team.ALONE, CACHE, false),
                new LanesBackend(8, new Team(3, 0), CACHE, false));
        sameBits(
                wide(PANELS_WIDTH, NEXT_PANELS_WIDTH),
                backends,
                (backend, program) -> backend.compile(program, CompileOptions.forRows(ROWS)));
    }

    private static <T> void sameBits(
            TrainingExample example, List<T> ways, BiFunction<T, Program, Executable> compilation) {
        List<Integer> rows = List.of(ROWS - 3, 1);
        List<Outcome> expected = example.interpret(ROWS, rows);
        for (T way : ways) {
            List<Outcome> actual = example.train(compilation.apply(way, example.program()), rows);
            assertEquals(Optional.empty(), Outcome.difference(expected, actual), way::toString);
        }
    }

    @Test
    void panelsAreInPartsWhereTheCacheIsSmall() {
        Program program = wide(PANELS_WIDTH, NEXT_PANELS_WIDTH).program();
        String whole = source(new LanesBackend(8), program);
        String parts = source(new LanesBackend(8, Team.ALONE, CACHE, false), program);
        assertFalse(whole.contains("computeWideMax4x2First("), whole);
        assertTrue(parts.contains("computeWideMax4x2First("), parts);
    }

    @Test
    void theSumsOfWideLayersAreInParts() {
        String source = Variant.JANINO_8_LANES.source(wide(WIDTH, NEXT_WIDTH).program(), ROWS);
        assertTrue(source.contains("computeWideMax4x2First("), source);
        assertTrue(source.contains("computeSecondWhereRows("), source);
        assertTrue(source.contains("int start"), source);
    }

    private static String source(LanesBackend backend, Program program) {
        return backend.compile(program, CompileOptions.forRows(ROWS)).reports().getOrDefault("source", "");
    }

    private static TrainingExample wide(int width, int nextWidth) {
        TrainingGraph graph = new TrainingGraph();
        Tensor hidden = Functions.relu(graph.dense("first", graph.input("x", 5), width));
        Tensor wide = graph.labelled("wide", Functions.relu(graph.dense("second", hidden, nextWidth)));
        Tensor prediction = graph.dense("out", wide, 3);
        Tensor error = prediction.sub(graph.input("target", 3)).square();
        return graph.descend("wide", graph.labelled("loss", Functions.mean(error)), prediction, 0.05);
    }
}
