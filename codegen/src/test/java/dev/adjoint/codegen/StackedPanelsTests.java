package dev.adjoint.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.graph.Functions;
import dev.adjoint.api.graph.Loops;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a loop stacks up for the gradient of weights in panels stands in panels as well. */
class StackedPanelsTests {
    private static final int STEPS = 5;
    private static final int ROWS = 9;
    private static final List<Integer> BATCHES = List.of(ROWS, 1, 4);

    /** How far apart panels of 32 floats are: one for each step and row. */
    private static final String BETWEEN_PANELS = "rows * " + 32 * STEPS + " ";

    @ParameterizedTest
    @EnumSource
    void gatesHaveTheInterpretersBits(Variant variant) {
        assertEquals(Optional.empty(), variant.difference(Network.RECURRENT.ofWidth(32), ROWS, BATCHES));
    }

    @ParameterizedTest
    @EnumSource
    void whatAStepComputesAsAWholeHasTheInterpretersBits(Variant variant) {
        assertEquals(Optional.empty(), variant.difference(layers(64, 1, true), ROWS, BATCHES));
    }

    @ParameterizedTest
    @EnumSource
    void loopsOneBehindTheOtherHaveTheInterpretersBits(Variant variant) {
        assertEquals(Optional.empty(), variant.difference(layers(64, 2, false), ROWS, BATCHES));
    }

    @ParameterizedTest
    @CsvSource({"32, true", "64, true", "20, false", "24, false", "8, false"})
    void gatesStandInPanelsWhereEachHasWholeOnes(int width, boolean panels) {
        assertEquals(panels, source(Network.RECURRENT.ofWidth(width)).contains(BETWEEN_PANELS));
    }

    @Test
    void whatAStepComputesAsAWholeStandsInPanels() {
        assertTrue(source(layers(64, 1, true)).contains(BETWEEN_PANELS));
        assertTrue(source(layers(64, 2, false)).contains(BETWEEN_PANELS));
        assertFalse(source(layers(63, 2, false)).contains(BETWEEN_PANELS));
    }

    private static String source(TrainingExample example) {
        return Variant.JANINO_16_LANES.source(example.program(), ROWS);
    }

    /** Layers of cells that hold a single number (Elman 1990), and the squared error of a dense layer behind the last state. */
    private static TrainingExample layers(int width, int layers, boolean tanh) {
        TrainingGraph graph = new TrainingGraph();
        BiFunction<Tensor, String, Tensor> layer = (sequence, path) -> {
            Tensor fromInput =
                    graph.parameter(path + "/input-kernel", sequence.shape().last(), width);
            Tensor fromHidden = graph.parameter(path + "/hidden-kernel", width, width);
            Tensor zeros = Tensor.constant(0).broadcast(Shape.of(Shape.ROWS, width));
            Loops.Result result = Loops.scan(STEPS, false, List.of(zeros), List.of(sequence), (carries, slices) -> {
                Tensor sum = slices.get(0).matmul(fromInput).add(carries.get(0).matmul(fromHidden));
                Tensor state = tanh ? sum.tanh() : Functions.relu(sum).mul(0.1);
                return new Loops.Step(List.of(state), List.of(state));
            });
            return graph.labelled(path, result.stacked().get(0));
        };
        Tensor sequence = graph.input("sequence", STEPS, 3).permute(1, 0, 2);
        for (int i = 0; i < layers; i++) {
            sequence = layer.apply(sequence, "layer" + i);
        }
        Tensor prediction = graph.dense("readout", sequence.permute(1, 0, 2), 2);
        Tensor error = prediction.sub(graph.input("target", STEPS, 2));
        return graph.adam("layers", graph.labelled("loss", Functions.mean(error.square())), prediction);
    }
}
