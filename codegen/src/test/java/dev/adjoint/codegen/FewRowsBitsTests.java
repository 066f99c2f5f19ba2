package dev.adjoint.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.graph.Functions;
import dev.adjoint.api.graph.Tensor;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Steps of so few rows that a tile reads vectors from several panels of the weights. */
class FewRowsBitsTests {
    @Property(tries = 40)
    void fewRowsHaveTheBitsOfTheInterpreter(
            @ForAll @IntRange(min = 1, max = 4) int capacity,
            @ForAll @IntRange(min = 1, max = 300) int hidden,
            @ForAll @IntRange(min = 1, max = 40) int outputs,
            @ForAll Variant variant) {
        TrainingExample example = perceptron(hidden, outputs);
        List<Integer> rows = List.of(capacity, 1, capacity);
        assertEquals(Optional.empty(), variant.difference(example, capacity, rows));
    }

    @Test
    void aRowIsMultipliedWithEightPanelsAtOnce() {
        String source = source(1);
        // From the second panel and from the eighth: 20 rows of 16 weights each.
        assertTrue(source.contains("hiddenKernel, p * 2560 + k * 16 + 320)"), source);
        assertTrue(source.contains("hiddenKernel, p * 2560 + k * 16 + 2240)"), source);
    }

    @Test
    void manyRowsAreMultipliedWithPanelsOfTwoVectors() {
        assertTrue(source(8).contains("hiddenKernel, n * 640 + k * 32 + 16)"));
    }

    private static String source(int capacity) {
        return Variant.JANINO_16_LANES.source(perceptron(256, 3).program(), capacity);
    }

    private static TrainingExample perceptron(int hidden, int outputs) {
        TrainingGraph graph = new TrainingGraph();
        Tensor activated = Functions.relu(graph.dense("hidden", graph.input("x", 20), hidden));
        Tensor prediction = graph.dense("output", activated, outputs);
        Tensor loss =
                Functions.mean(prediction.sub(graph.input("target", outputs)).square());
        return graph.descend("few-rows", loss, prediction, 0.05);
    }
}
