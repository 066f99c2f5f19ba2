package dev.adjoint.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.graph.Functions;
import dev.adjoint.api.graph.Tensor;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Networks with few outputs, whose rows are so short that vectors run along the rows of data instead. */
class NarrowBitsTests {
    private static final int CAPACITY = 37;
    private static final List<Integer> ROWS = List.of(37, 1, 16, 21);

    @Property(tries = 50)
    void fewOutputsHaveTheBitsOfTheInterpretersOutputs(
            @ForAll @IntRange(min = 1, max = 6) int classes,
            @ForAll @IntRange(min = 1, max = 70) int hidden,
            @ForAll boolean adam,
            @ForAll Variant variant) {
        TrainingExample example = classifier(classes, hidden, adam);
        assertEquals(Optional.empty(), variant.difference(example, CAPACITY, ROWS));
    }

    @Test
    void shortRowsThatAreReducedStandSideBySide() {
        String source = source(classifier(3, 16, false));
        // Three columns with room for 37 rows in whole vectors.
        assertTrue(source.contains(".intoArray(lossExp, i + 96);"), source);
        assertTrue(source.contains(".intoArray(logitsKernel, 32);"), source);
    }

    @Test
    void manyOperationsOnShortRowsAreALoopOverColumns() {
        TrainingGraph graph = new TrainingGraph();
        Tensor logits = graph.dense("logits", graph.input("x", 5), 4);
        Tensor curve = graph.labelled("curve", logits.tanh().mul(logits.sin()).mul(logits.cos()));
        Tensor loss = Functions.mean(
                curve.sub(Functions.repeat(curve.max(-1), curve, -1)).square().sum(-1));
        String source = source(graph.descend("curves", graph.labelled("loss", loss), curve.max(-1), 0.1));
        assertTrue(source.contains("for (int i1 = 0; i1 < 4; i1++) {"), source);
    }

    @Test
    void theProductsOfOneColumnNeedNotWaitForEachOther() {
        String source = source(classifier(1, 16, false));
        assertTrue(source.contains("total8 = Math.fma("), source);
    }

    @Test
    void theSumsOverRowsOfSeveralVectorsNeedNotWaitForEachOther() {
        String source = source(classifier(3, 64, false));
        assertTrue(source.contains(".add(total4);"), source);
    }

    @Test
    void theGradientsOfAWholeConvolutionKernelAreOneTile() {
        String source = source(Network.CONVOLUTIONAL.ofWidth(16));
        assertTrue(source.contains("computeFirstDot29x1(rows, key);"), source);
    }

    @Test
    void theGradientsOfPanelsThatEndBetweenTwoVectorsAreStoredAsVectors() {
        // Seven vectors in panels of two.
        String source = source(Network.PERCEPTRON.ofWidth(100));
        assertFalse(source.contains("turned"), source);
    }

    private static String source(TrainingExample example) {
        return Variant.JANINO_16_LANES.source(example.program(), CAPACITY);
    }

    private static TrainingExample classifier(int classes, int hidden, boolean adam) {
        TrainingGraph graph = new TrainingGraph();
        Tensor layer = graph.dense("hidden", graph.input("x", 5), hidden).tanh();
        Tensor logits = graph.dense("logits", layer, classes);
        Tensor loss = graph.labelled("loss", TrainingGraph.crossEntropy(logits, graph.indices("labels", classes)));
        Tensor largest = Functions.softmax(logits, -1).max(-1);
        return adam ? graph.adam("narrow", loss, largest) : graph.descend("narrow", loss, largest, 0.1);
    }
}
