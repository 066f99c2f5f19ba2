package dev.adjoint.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.backend.Executable;
import dev.adjoint.api.graph.Functions;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.testkit.program.Outcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Layers with so many weights that an optimizer's step with them is part of the contraction that makes the gradient. */
class PanelUpdateTests {
    private static final List<Variant> VARIANTS = List.of(
            Variant.JANINO,
            Variant.JANINO_4_LANES,
            Variant.JANINO_8_LANES,
            Variant.JANINO_16_LANES,
            Variant.JANINO_PLAIN_FOR_8_LANES,
            Variant.JANINO_3_THREADS,
            Variant.JANINO_7_THREADS);

    @ParameterizedTest
    @CsvSource({"512, 1024, 33", "517, 1021, 40", "2100, 250, 32", "128, 4099, 600", "11, 48001, 32"})
    void bitsAreTheInterpreters(int inputs, int units, int rows) {
        TrainingExample example = network(inputs, units);
        List<Integer> steps = List.of(rows, 1, rows - 5);
        List<Outcome> expected = example.interpret(rows, steps);
        for (Variant variant : VARIANTS) {
            List<Outcome> actual = example.train(variant.compile(example.program(), rows), steps);
            assertEquals(Optional.empty(), Outcome.difference(expected, actual), variant::toString);
        }
    }

    @Test
    void theGradientIsNotStored() {
        String memory = report(Variant.JANINO_16_LANES, 512, 1024, 64, "memory");
        assertFalse(memory.contains("wideDot"), memory);
        String source = report(Variant.JANINO_16_LANES, 512, 1024, 64, "source");
        assertTrue(source.contains("updateWideKernelMRows("), source);
    }

    @Test
    void longSumsInPartsAreFinishedAfterTheLastOne() {
        String source = report(Variant.JANINO_16_LANES, 128, 4099, 600, "source");
        assertTrue(source.contains("updateWideKernelM8x2More("), source);
        assertTrue(source.contains("updateWideKernelMRows("), source);
    }

    @ParameterizedTest
    @CsvSource({"512, 512, 64", "512, 1024, 31", "512, 1024, 300"})
    void theGradientIsStoredWhereItIsSmallOrArithmeticIsNotMostOfTheWork(int inputs, int units, int rows) {
        assertTrue(
                report(Variant.JANINO_16_LANES, inputs, units, rows, "memory").contains("wideDot"));
    }

    private static String report(Variant variant, int inputs, int units, int rows, String name) {
        Executable executable = variant.compile(network(inputs, units).program(), rows);
        return executable.reports().getOrDefault(name, "");
    }

    private static TrainingExample network(int inputs, int units) {
        TrainingGraph graph = new TrainingGraph();
        Tensor wide = Functions.relu(graph.dense("wide", graph.input("x", inputs), units));
        Tensor prediction = graph.dense("out", wide, 3);
        Tensor error = prediction.sub(graph.input("target", 3)).square();
        return graph.adamW("wide", graph.labelled("loss", Functions.mean(error)), prediction, 0.1);
    }
}
