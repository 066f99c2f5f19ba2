package dev.adjoint.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.graph.Functions;
import dev.adjoint.api.graph.Tensor;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Deep networks, whose layers of one shape share their code. */
class EqualLayersTests {
    private static final int ROWS = 9;
    private static final int DEPTH = 6;
    private static final int MUCH_DEEPER = 48;
    /** In a deeper network more kernels hardly count, and are written as plain loops. */
    private static final int FEW = 4;

    @ParameterizedTest
    @EnumSource
    void sharedCodeHasTheInterpretersBits(Variant variant) {
        TrainingExample example = deep(DEPTH);
        List<Integer> rows = List.of(ROWS, 1, ROWS - 2);
        assertEquals(Optional.empty(), variant.difference(example, ROWS, rows));
    }

    @Test
    void muchDeeperNetworksNeedHardlyMoreMethods() {
        long few = methods(source(DEPTH));
        long many = methods(source(MUCH_DEEPER));
        assertTrue(many <= few + FEW, () -> many + " methods instead of " + few);
    }

    @Test
    void aSharedMethodIsGivenItsArraysAndListsItsFormulas() {
        String source = source(DEPTH);
        assertTrue(source.contains("computeLayer1Dot(rows, key, layer3Kernel, layer2Tanh, layer3Dot)"), source);
        assertTrue(source.contains(" more of this form"), source);
    }

    private static long methods(String source) {
        return source.lines()
                .filter(line -> line.startsWith("    private void "))
                .count();
    }

    private static String source(int depth) {
        return Variant.JANINO_8_LANES.source(deep(depth).program(), ROWS);
    }

    private static TrainingExample deep(int depth) {
        TrainingGraph graph = new TrainingGraph();
        Tensor x = graph.dense("first", graph.input("x", 5), 13);
        for (int layer = 1; layer <= depth; layer++) {
            x = graph.labelled(
                    "layer" + layer, graph.dense("layer" + layer, x, 13).tanh());
        }
        Tensor prediction = graph.dense("out", x, 3);
        Tensor error = prediction.sub(graph.input("target", 3)).square();
        return graph.adam("deep", graph.labelled("loss", Functions.mean(error)), prediction);
    }
}
