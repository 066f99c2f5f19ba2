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

/** Gradients of kernels by way of partial sums, of which each thread makes some. */
class PartialSumBitsTests {
    /** As many as make eight partial sums, of which some have a row more than others. */
    private static final int ROWS = 35;

    private static final List<Integer> STEPS = List.of(ROWS, ROWS - 5, 3, 1);
    /** Caches for blocks of some rows, and of more than a partial sum has. */
    private static final long SOME_ROWS = 30_000;

    private static final long MANY_ROWS = 150_000;

    @ParameterizedTest
    @ValueSource(ints = {3, 16, 33})
    void bitsAreTheInterpreters(int channels) {
        TrainingExample images = Network.images(channels);
        List<Outcome> expected = images.interpret(ROWS, STEPS);
        for (int lanes : List.of(0, 8, 16)) {
            for (LanesBackend backend : backends(lanes)) {
                List<Outcome> actual = images.train(compile(backend, images), STEPS);
                assertEquals(Optional.empty(), Outcome.difference(expected, actual), backend::toString);
            }
        }
    }

    private static List<LanesBackend> backends(int lanes) {
        return List.of(
                new LanesBackend(lanes),
                LanesBackend.ofThreads(7, lanes),
                LanesBackend.byRows(1, lanes),
                LanesBackend.byRows(3, lanes),
                new LanesBackend(lanes, new Team(2, 0), SOME_ROWS, false),
                new LanesBackend(lanes, Team.ALONE, SOME_ROWS, false),
                new LanesBackend(lanes, new Team(2, 0), MANY_ROWS, false));
    }

    @Test
    void programsForFewerRowsHaveFewerPartialSumsAndTheSameBits() {
        TrainingExample images = Network.images(16);
        for (int capacity : List.of(1, 4, 9, ROWS)) {
            TrainingExample fewer = new TrainingExample(Rewriter.forRows(images.program(), capacity), images.bounds());
            List<Integer> steps = List.of(capacity, 1);
            List<Outcome> expected = images.interpret(capacity, steps);
            List<Outcome> actual = fewer.train(
                    LanesBackend.byRows(1, 8).compile(fewer.program(), CompileOptions.forRows(capacity)), steps);
            assertEquals(Optional.empty(), Outcome.difference(expected, actual), "of " + capacity + " rows");
        }
    }

    @Test
    void threadsMakePartialSumsOfTheirRowsInBlocks() {
        TrainingExample images = Network.images(16);
        String source = source(LanesBackend.byRows(2, 8), images);
        assertTrue(source.contains("for (int partial = from; partial < to; partial++) {"), source);
        assertTrue(source.contains("(rows, key, fromRow, partial, fromRow, toRow);"), source);
    }

    @Test
    void threadsThatCannotShareThemEquallyMakeThemBehindTheBlocks() {
        String source = source(LanesBackend.byRows(7, 8), Network.images(16));
        assertFalse(source.contains("fromRow, partial"), source);
        assertTrue(source.contains("for (int fromRow = from;"), source);
    }

    private static Executable compile(LanesBackend backend, TrainingExample example) {
        return backend.compile(example.program(), CompileOptions.forRows(ROWS));
    }

    private static String source(LanesBackend backend, TrainingExample example) {
        return compile(backend, example).reports().getOrDefault("source", "");
    }
}
