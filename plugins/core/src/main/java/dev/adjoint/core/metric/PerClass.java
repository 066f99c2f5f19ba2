package dev.adjoint.core.metric;

import dev.adjoint.api.plugin.Metric;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A measure of each class. The main result is the plain mean over the classes that occur among the targets or the
 * predictions (macro average); if the prediction is a single number, it is that of class 1. The result of class c is
 * named {@code precision/c}. 0 / 0 counts as 0; a mean over no class is NaN.
 */
final class PerClass implements Metric.Accumulator {
    private final Labels labels;
    private final Measure measure;
    private final long[] hits;
    private final long[] actual;
    private final long[] predicted;

    PerClass(Labels labels, Measure measure) {
        this.labels = labels;
        this.measure = measure;
        this.hits = new long[labels.classes()];
        this.actual = new long[labels.classes()];
        this.predicted = new long[labels.classes()];
    }

    /** What is measured: from the number of right predictions of a class, its members, and its predictions. */
    @FunctionalInterface
    interface Measure {
        double of(long hits, long actual, long predicted);
    }

    static double ratio(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    @Override
    public void add(float[] predictions, float[] targets, int rows) {
        for (int at = 0; at < rows * labels.positions(); at++) {
            int target = labels.actual(targets, at);
            int guess = labels.predicted(predictions, at);
            actual[target]++;
            if (guess != Labels.NONE) {
                predicted[guess]++;
                hits[target] += guess == target ? 1 : 0;
            }
        }
    }

    @Override
    public Map<String, Double> results() {
        Map<String, Double> results = new LinkedHashMap<>();
        results.put(labels.metric(), labels.width() == 1 ? measure(1) : mean());
        for (int c = 0; c < labels.classes(); c++) {
            results.put(labels.metric() + "/" + c, measure(c));
        }
        return results;
    }

    private double mean() {
        return IntStream.range(0, labels.classes())
                .filter(c -> actual[c] + predicted[c] > 0)
                .mapToDouble(this::measure)
                .average()
                .orElse(Double.NaN);
    }

    private double measure(int c) {
        return measure.of(hits[c], actual[c], predicted[c]);
    }
}
