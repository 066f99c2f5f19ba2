package dev.adjoint.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.adjoint.api.backend.CompileOptions;
import dev.adjoint.api.backend.Executable;
import dev.adjoint.api.backend.Execution;
import dev.adjoint.api.backend.Variables;
import dev.adjoint.runtime.interpreter.InterpreterBackend;
import dev.adjoint.testkit.program.Feed;
import dev.adjoint.testkit.program.Outcome;
import dev.adjoint.testkit.program.RandomProgram;
import dev.adjoint.testkit.program.RandomPrograms;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RandomProgramBitsTests {
    private static final int CAPACITY = 7;
    private static final long KEY = 0x123456789abcdefL;
    /** How many programs each variant runs; javac takes long. */
    private static final Map<Variant, Integer> PROGRAMS = Map.ofEntries(
            Map.entry(Variant.JANINO, 200),
            Map.entry(Variant.JANINO_PLAIN, 100),
            Map.entry(Variant.JANINO_4_LANES, 20),
            Map.entry(Variant.JANINO_8_LANES, 20),
            Map.entry(Variant.JANINO_16_LANES, 20),
            Map.entry(Variant.JANINO_PLAIN_FOR_4_LANES, 20),
            Map.entry(Variant.JANINO_PLAIN_FOR_8_LANES, 100),
            Map.entry(Variant.JANINO_PLAIN_FOR_16_LANES, 60),
            Map.entry(Variant.JANINO_BY_ROWS, 200),
            Map.entry(Variant.JANINO_BY_ROWS_PLAIN, 60),
            Map.entry(Variant.JANINO_2_THREADS, 60),
            Map.entry(Variant.JANINO_3_THREADS, 40),
            Map.entry(Variant.JANINO_7_THREADS, 20),
            Map.entry(Variant.JANINO_2_THREADS_PLAIN, 40),
            Map.entry(Variant.JANINO_3_THREADS_PLAIN, 20),
            Map.entry(Variant.JAVAC, 12));

    static LongStream seeds() {
        return LongStream.range(0, Collections.max(PROGRAMS.values()));
    }

    @ParameterizedTest(name = "RandomPrograms.of({0}L)")
    @MethodSource("seeds")
    void generatedCodeGivesTheInterpretersBits(long seed) {
        RandomProgram random = RandomPrograms.of(seed);
        List<Feed> feeds = feeds(random);
        List<Outcome> expected =
                outcomes(new InterpreterBackend().compile(random.program(), CompileOptions.forRows(CAPACITY)), feeds);
        for (Variant variant : Variant.values()) {
            if (seed < PROGRAMS.getOrDefault(variant, 0)) {
                List<Outcome> actual = outcomes(variant.compile(random.program(), CAPACITY), feeds);
                assertEquals(Optional.empty(), Outcome.difference(expected, actual), () -> variant + ", " + random);
            }
        }
    }

    /** Several numbers of rows for one capacity; after each, a second run goes on from the variables of the first. */
    private static List<Feed> feeds(RandomProgram random) {
        double specials = random.seed() % 2 == 0 ? 0.1 : 0;
        List<Feed> feeds = new ArrayList<>();
        for (int rows : List.of(1 + (int) (random.seed() % CAPACITY), CAPACITY, 1, 3)) {
            Feed feed = random.feed(rows, rows, specials);
            feeds.add(feed);
            feeds.add(new Feed(random.program(), rows, Map.of()));
        }
        return feeds;
    }

    private static List<Outcome> outcomes(Executable executable, List<Feed> feeds) {
        Variables variables = executable.allocate();
        Execution execution = executable.open(variables);
        return feeds.stream().map(feed -> feed.run(execution, variables, KEY)).toList();
    }
}
