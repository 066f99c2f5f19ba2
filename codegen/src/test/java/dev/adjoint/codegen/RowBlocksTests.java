package dev.adjoint.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.backend.CompileOptions;
import dev.adjoint.api.backend.Executable;
import dev.adjoint.api.graph.Functions;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.codegen.emit.Team;
import dev.adjoint.testkit.program.Outcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That the results of small networks are the same is a case of the tests of bits. */
class RowBlocksTests {
    private static final int ROWS = 9;
    private static final String BLOCKS = "for (int fromRow = 0; fromRow < rows; fromRow += ";

    private final TrainingExample example = Network.CONVOLUTIONAL.ofWidth(13);

    private Executable compile(LanesBackend backend) {
        return compile(backend, example);
    }

    private static Executable compile(LanesBackend backend, TrainingExample example) {
        return backend.compile(example.program(), CompileOptions.forRows(ROWS));
    }

    private String source(LanesBackend backend) {
        return source(backend, example);
    }

    private static String source(LanesBackend backend, TrainingExample example) {
        return compile(backend, example).reports().getOrDefault("source", "");
    }

    @Test
    void whatOutgrowsTheCacheIsComputedForSomeRowsAtATime() {
        assertTrue(source(LanesBackend.byRows(1, 8)).contains(BLOCKS));
        assertTrue(source(LanesBackend.byRows(1, 0)).contains(BLOCKS));
    }

    @Test
    void eachThreadGoesThroughItsRowsInBlocks() {
        assertTrue(source(LanesBackend.byRows(3, 8)).contains("for (int fromRow = from; fromRow < to; fromRow += "));
        String schedule = compile(LanesBackend.byRows(3, 8)).reports().getOrDefault("schedule", "");
        assertTrue(schedule.contains("by blocks of rows"), schedule);
    }

    @Test
    void rowsThatThreadsCannotShareEquallyAreNoBlocks() {
        assertFalse(source(LanesBackend.byRows(7, 8)).contains("fromRow"));
    }

    @Test
    void whatStaysInTheCacheAnywayIsComputedForAllRows() {
        assertFalse(source(new LanesBackend(8)).contains(BLOCKS));
    }

    @Test
    void whatPassesBetweenTheKernelsOfABlockTakesTheMemoryOfSomeRows() {
        TrainingExample images = images(16);
        long all = compile(new LanesBackend(8), images).memory().orElseThrow().needed();
        long some = compile(LanesBackend.byRows(1, 8), images)
                .memory()
                .orElseThrow()
                .needed();
        assertTrue(some < all, some + " of " + all);
    }

    @Test
    void sumsOverRowsGoOnFromBlockToBlock() {
        String source = source(LanesBackend.byRows(1, 8), images(16));
        assertTrue(source.contains("computeFirstDot2(rows, key, fromRow, fromRow, toRow);"), source);
        assertTrue(source.contains("if (from > 0) {"), source);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 16, 21, 33})
    void bitsAreTheInterpretersWhereSumsGoOn(int channels) {
        TrainingExample images = images(channels);
        List<Integer> steps = List.of(ROWS, 1, ROWS - 5);
        List<Outcome> expected = images.interpret(ROWS, steps);
        for (int lanes : List.of(0, 4, 8, 16)) {
            for (long cache : List.of(2L, 40_000L)) {
                LanesBackend backend = new LanesBackend(lanes, Team.ALONE, cache, false);
                List<Outcome> actual = images.train(compile(backend, images), steps);
                assertEquals(Optional.empty(), Outcome.difference(expected, actual), backend::toString);
            }
        }
    }

    /** Images with so many positions that it pays to add the products of a single one to those of the others. */
    private static TrainingExample images(int channels) {
        TrainingGraph graph = new TrainingGraph();
        Tensor first =
                Functions.relu(Network.convolution(graph, "first", graph.input("images", 20, 17, 2), 3, channels));
        Tensor pooled = first.window(1, 2, 2, 1).max(2).window(2, 2, 2, 1).max(3);
        Tensor second = Functions.relu(Network.convolution(graph, "second", graph.labelled("pool", pooled), 3, 5));
        Tensor logits = graph.dense("logits", second.reshape(Shape.of(Shape.ROWS, 7 * 5 * 5)), 3);
        Tensor loss = TrainingGraph.crossEntropy(logits, graph.indices("labels", 3));
        return graph.adam("images", graph.labelled("loss", loss), logits.argMax(-1));
    }
}
