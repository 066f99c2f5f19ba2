package dev.adjoint.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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

/** Contractions whose operands, or whose results, are turned a square at a time. */
class TurnedSquareTests {
    @Property(tries = 60)
    void turnedOperandsHaveTheBitsOfTheInterpreter(
            @ForAll @IntRange(min = 1, max = 3) int rows,
            @ForAll @IntRange(min = 1, max = 40) int steps,
            @ForAll @IntRange(min = 1, max = 40) int width,
            @ForAll Variant variant) {
        sameBits(scores(steps, width), rows, variant);
    }

    @Property(tries = 60)
    void turnedResultsHaveTheBitsOfTheInterpreter(
            @ForAll @IntRange(min = 1, max = 70) int rows,
            @ForAll @IntRange(min = 1, max = 70) int hidden,
            @ForAll @IntRange(min = 1, max = 20) int outputs,
            @ForAll Variant variant) {
        sameBits(perceptron(hidden, outputs), rows, variant);
    }

    private static void sameBits(TrainingExample example, int capacity, Variant variant) {
        List<Integer> rows = List.of(capacity, (capacity + 1) / 2, capacity);
        assertEquals(Optional.empty(), variant.difference(example, capacity, rows));
    }

    @Test
    void whereTheyAreLargeEnough() {
        assertTrue(turns(scores(32, 16), 2));
        assertTrue(turns(scores(37, 23), 2));
        assertFalse(turns(scores(32, 15), 2));
        assertTrue(turns(perceptron(64, 40), 64));
    }

    private static boolean turns(TrainingExample example, int capacity) {
        return Variant.JANINO_16_LANES.source(example.program(), capacity).contains("void turnSquare(");
    }

    /** How much each step of a sequence is like each other one. */
    private static TrainingExample scores(int steps, int width) {
        TrainingGraph graph = new TrainingGraph();
        Tensor x = graph.input("x", steps, 5);
        Dot dense = new Dot(List.of(), List.of(), List.of(2), List.of(0));
        Tensor query = x.dot(graph.parameter("query", 5, width), dense).tanh();
        Tensor key = x.dot(graph.parameter("key", 5, width), dense).tanh();
        Tensor scores = query.dot(key, new Dot(List.of(0), List.of(0), List.of(2), List.of(2)));
        Tensor loss =
                Functions.mean(scores.sub(graph.input("target", steps, steps)).square());
        return graph.descend("scores", loss, scores, 0.05);
    }

    private static TrainingExample perceptron(int hidden, int outputs) {
        TrainingGraph graph = new TrainingGraph();
        Tensor first = Functions.relu(graph.dense("first", graph.input("x", 6), hidden));
        Tensor second = Functions.relu(graph.dense("second", first, hidden));
        Tensor prediction = graph.dense("output", second, outputs);
        Tensor loss =
                Functions.mean(prediction.sub(graph.input("target", outputs)).square());
        return graph.descend("turned", loss, prediction, 0.05);
    }
}
