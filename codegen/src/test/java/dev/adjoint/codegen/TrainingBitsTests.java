package dev.adjoint.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.backend.Executable;
import dev.adjoint.testkit.program.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainingBitsTests {
    private static final List<Integer> WIDTHS = List.of(1, 7, 10, 13, 17, 31, 33, 129);
    private static final int ODD_WIDTH = 13;
    private static final List<Integer> ROWS_OF_STEPS = List.of(5, 1, 3, 4, 2);
    private static final int CAPACITY = 9;

    @ParameterizedTest
    @EnumSource
    void generatedCodeTrainsToTheInterpretersBits(Network network) {
        for (int width : WIDTHS) {
            TrainingExample example = network.ofWidth(width);
            List<Outcome> expected = interpreted(example);
            for (Variant variant : List.of(Variant.JANINO, Variant.JANINO_PLAIN)) {
                assertSame(expected, example, variant, width);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyVectorWidthAndCompilerGivesTheSameBits(Network network) {
        TrainingExample example = network.ofWidth(ODD_WIDTH);
        List<Outcome> expected = interpreted(example);
        for (Variant variant : Variant.values()) {
            assertSame(expected, example, variant, ODD_WIDTH);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anyNumberOfRowsGivesTheSameAsAProgramCompiledForIt(Network network) {
        for (Variant variant : List.of(Variant.JANINO, Variant.JANINO_PLAIN)) {
            TrainingExample example = network.ofWidth(ODD_WIDTH);
            Executable large = variant.compile(example.program(), CAPACITY);
            for (int rows = 1; rows <= CAPACITY; rows++) {
                List<Integer> steps = List.of(rows, rows);
                List<Outcome> expected = example.train(variant.compile(example.program(), rows), steps);
                assertEquals(
                        Optional.empty(),
                        Outcome.difference(expected, example.train(large, steps)),
                        variant + ", " + rows + " rows");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theExamplesLearnFromEveryParameter(Network network) {
        TrainingExample example = network.ofWidth(ODD_WIDTH);
        List<Outcome> outcomes = interpreted(example);
        Outcome last = outcomes.get(outcomes.size() - 1);
        last.outputs().values().forEach(TrainingBitsTests::assertFinite);
        last.variables().values().forEach(TrainingBitsTests::assertFinite);
        last.variables()
                .forEach((path, values) -> assertTrue(
                        !Arrays.equals(values, outcomes.get(0).variables().get(path)), path + " did not change"));
    }

    private static void assertFinite(float[] values) {
        for (float value : values) {
            assertTrue(Float.isFinite(value), () -> Arrays.toString(values));
        }
    }

    private static void assertSame(List<Outcome> expected, TrainingExample example, Variant variant, int width) {
        Executable executable = variant.compile(example.program(), CAPACITY);
        List<Outcome> actual = example.train(executable, ROWS_OF_STEPS);
        assertEquals(Optional.empty(), Outcome.difference(expected, actual), variant + ", width " + width);
    }

    private static List<Outcome> interpreted(TrainingExample example) {
        return example.interpret(CAPACITY, ROWS_OF_STEPS);
    }
}
