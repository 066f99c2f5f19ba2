package dev.adjoint.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.graph.Functions;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Dot;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Contractions without vectors, whose innermost loops run along lines of one of their operands. */
class LinesTests {
    private static final List<Variant> PLAIN = List.of(
            Variant.JANINO_PLAIN,
            Variant.JANINO_BY_ROWS_PLAIN,
            Variant.JANINO_2_THREADS_PLAIN,
            Variant.JANINO_3_THREADS_PLAIN,
            Variant.JANINO_BY_ROWS_2_THREADS_PLAIN);

    @Property(tries = 40)
    void linesOfAnyLengthHaveTheBitsOfTheInterpreter(
            @ForAll @IntRange(min = 1, max = 50) int rows,
            @ForAll @IntRange(min = 1, max = 40) int inputs,
            @ForAll @IntRange(min = 1, max = 40) int hidden,
            @ForAll @IntRange(min = 0, max = 4) int variant) {
        List<Integer> turns = List.of(rows, (rows + 1) / 2, rows);
        assertEquals(Optional.empty(), PLAIN.get(variant).difference(perceptron(inputs, hidden), rows, turns));
    }

    @Property(tries = 20)
    void linesOfSeveralAxesHaveTheBitsOfTheInterpreter(
            @ForAll @IntRange(min = 1, max = 5) int rows,
            @ForAll @IntRange(min = 1, max = 5) int heads,
            @ForAll @IntRange(min = 1, max = 20) int width,
            @ForAll @IntRange(min = 0, max = 4) int variant) {
        List<Integer> turns = List.of(rows, (rows + 1) / 2, rows);
        assertEquals(Optional.empty(), PLAIN.get(variant).difference(heads(heads, width), rows, turns));
    }

    @Test
    void linesRunAlongTheLongerOperand() {
        // The gradient of a kernel of 70 rows by 5 columns.
        assertTrue(source(perceptron(70, 5), 64).contains("for (int m = 0; m < 70; m++) {\n                totals"));
    }

    @Test
    void theShortAxesOfAnOperandAreOneLine() {
        // Four heads of 16 columns each, which stand far apart.
        assertTrue(source(heads(4, 16), 8).contains("[j] = Math.fma("));
    }

    @Test
    void linesThatStandInMemoryAreCopiedAsAWhole() {
        assertTrue(source(perceptron(70, 128), 64).contains("System.arraycopy(hiddenKernel, k * 128, into, 0, 128);"));
    }

    private static String source(TrainingExample example, int capacity) {
        return Variant.JANINO_PLAIN.source(example.program(), capacity);
    }

    private static TrainingExample perceptron(int inputs, int hidden) {
        TrainingGraph graph = new TrainingGraph();
        Tensor layer = graph.dense("hidden", graph.input("x", inputs), hidden).tanh();
        Tensor prediction = graph.dense("prediction", layer, 4);
        Tensor loss = graph.labelled("loss", Functions.mean(prediction.square()));
        return graph.descend("lines", loss, prediction, 0.1);
    }

    /** Sequences of ten steps of eight numbers, in several heads. */
    private static TrainingExample heads(int heads, int width) {
        TrainingGraph graph = new TrainingGraph();
        Tensor x = graph.input("x", 10, 8);
        Dot dense = new Dot(List.of(), List.of(), List.of(2), List.of(1));
        Tensor query = x.dot(graph.parameter("query", heads, 8, width), dense).permute(0, 2, 1, 3);
        Dot scores = new Dot(List.of(0, 1), List.of(0, 1), List.of(3), List.of(3));
        Tensor scored = graph.labelled("scores", query.dot(query.tanh(), scores));
        Tensor loss = graph.labelled("loss", Functions.mean(scored.square()));
        return graph.descend("heads", loss, scored, 0.1);
    }
}
