package dev.adjoint.testkit;

import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.runtime.interpreter.Precision;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.opentest4j.AssertionFailedError;

/** The laws of functions that treat each row on its own. */
final class RowLaws {
    private static final int ROWS = 4;

    private RowLaws() {}

    static List<Law> of(Supplier<Subject> subject) {
        return List.of(
                new Law("a row's result does not depend on the other rows", () -> eachRowAlone(subject.get())),
                new Law("NaN in a row stays in that row", () -> poisonedRow(subject.get())));
    }

    private static void eachRowAlone(Subject subject) {
        Sample batch = subject.sample(ROWS, Seed.random());
        List<double[]> together = batch.evaluate(Precision.FLOAT, subject.outputs());
        for (int row = 0; row < ROWS; row++) {
            Map<Leaf, double[]> single = new LinkedHashMap<>();
            for (Leaf leaf : subject.leaves()) {
                single.put(leaf, leaf.isInput() ? row(batch.of(leaf), row) : batch.of(leaf));
            }
            List<double[]> alone = new Sample(1, single).evaluate(Precision.FLOAT, subject.outputs());
            for (int i = 0; i < alone.size(); i++) {
                double[] own = row(together.get(i), row);
                assertEqual(subject.outputs().get(i), row, own, alone.get(i), "in a batch of " + ROWS, "alone");
            }
        }
    }

    private static void poisonedRow(Subject subject) {
        Sample batch = subject.sample(ROWS, Seed.random());
        List<double[]> healthy = batch.evaluate(Precision.FLOAT, subject.outputs());
        int poisoned = 1;
        for (Leaf leaf : subject.leaves()) {
            if (leaf.isInput() && leaf.hasGradient()) {
                int size = batch.of(leaf).length / ROWS;
                Arrays.fill(batch.of(leaf), poisoned * size, (poisoned + 1) * size, Double.NaN);
            }
        }
        List<double[]> sick = batch.evaluate(Precision.FLOAT, subject.outputs());
        for (int i = 0; i < sick.size(); i++) {
            for (int row : IntStream.range(0, ROWS).filter(r -> r != poisoned).toArray()) {
                assertEqual(
                        subject.outputs().get(i),
                        row,
                        row(healthy.get(i), row),
                        row(sick.get(i), row),
                        "usually",
                        "with NaN in row " + poisoned);
            }
        }
    }

    private static double[] row(double[] values, int row) {
        int size = values.length / ROWS;
        return Arrays.copyOfRange(values, row * size, (row + 1) * size);
    }

    private static void assertEqual(
            Tensor output, int row, double[] expected, double[] actual, String expectedWhen, String actualWhen) {
        Shape shape = output.shape().row();
        for (int i = 0; i < expected.length; i++) {
            if (Double.compare(expected[i], actual[i]) != 0) {
                throw new AssertionFailedError("row " + row + " is " + expected[i] + " " + expectedWhen + " but "
                        + actual[i] + " " + actualWhen + ", at " + Numbers.place(shape, i));
            }
        }
    }
}
