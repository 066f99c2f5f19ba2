package dev.adjoint.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.backend.CompileOptions;
import dev.adjoint.api.backend.Executable;
import dev.adjoint.codegen.emit.Team;
import dev.adjoint.runtime.rewrite.Rewriter;
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
        return backend.compile(Rewriter.forRows(example.program(), ROWS), CompileOptions.forRows(ROWS));
    }

    private String source(LanesBackend backend) {
        return source(backend, example);
    }

    private static String source(LanesBackend backend, TrainingExample example) {
        return compile(backend, example).reports().getOrDefault("source", "");
    }

    private static String source(LanesBackend backend, TrainingExample example, int rows) {
        return backend.compile(example.program(), CompileOptions.forRows(rows))
                .reports()
                .getOrDefault("source", "");
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
        TrainingExample images = Network.images(16);
        long all = compile(new LanesBackend(8), images).memory().orElseThrow().needed();
        long some = compile(LanesBackend.byRows(1, 8), images)
                .memory()
                .orElseThrow()
                .needed();
        assertTrue(some < all, some + " of " + all);
    }

    @Test
    void sumsOverRowsGoOnFromBlockToBlock() {
        String source = source(new LanesBackend(8, Team.ALONE, 150_000, false), Network.images(16), 4 * ROWS);
        assertTrue(source.contains("computeSecondDot(rows, key, fromRow, fromRow, toRow);"), source);
        assertTrue(source.contains("if (from > 0) {"), source);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 16, 21, 33})
    void bitsAreTheInterpretersWhereSumsGoOn(int channels) {
        TrainingExample images = Network.images(channels);
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

    @Test
    void weightsAreCopiedIntoPanelsOnceForAllBlocks() {
        String source = source(new LanesBackend(16, Team.ALONE, 40_000, false), Network.images(16), 4 * ROWS);
        String copy = "computeSecondDot2Panels(rows, key, 0, 48);";
        assertTrue(source.contains(copy), source);
        assertTrue(source.indexOf(copy) < source.indexOf("computeSecondDot2(rows, key, fromRow"), source);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 16})
    void eachThreadCopiesPanelsForItself(int lanes) {
        TrainingExample images = Network.images(16);
        LanesBackend backend = new LanesBackend(lanes, new Team(2, 0), 40_000, false);
        List<Integer> steps = List.of(4 * ROWS, 1, 2 * ROWS);
        List<Outcome> expected = images.interpret(4 * ROWS, steps);
        Executable executable = backend.compile(images.program(), CompileOptions.forRows(4 * ROWS));
        assertEquals(Optional.empty(), Outcome.difference(expected, images.train(executable, steps)));
        String source = executable.reports().getOrDefault("source", "");
        assertEquals(lanes > 0, source.contains("computeSecondDot2Panels(rows, key, 0, "), source);
    }
}
