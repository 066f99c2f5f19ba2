package dev.adjoint.core.metric;

import dev.adjoint.api.plugin.Metric;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** A function of the mean over all pairs of a prediction and its target; NaN before the first. */
final class MeanOfPairs implements Metric.Accumulator {
    private final String name;
    private final int pairs;
    private final DoubleBinaryOperator term;
    private final DoubleUnaryOperator result;
    private double sum;
    private long count;

    MeanOfPairs(String name, int pairs, DoubleBinaryOperator term, DoubleUnaryOperator result) {
        this.name = name;
        this.pairs = pairs;
        this.term = term;
        this.result = result;
    }

    @Override
    public void add(float[] predictions, float[] targets, int rows) {
        for (int i = 0; i < rows * pairs; i++) {
            sum += term.applyAsDouble(predictions[i], targets[i]);
        }
        count += (long) rows * pairs;
    }

    @Override
    public Map<String, Double> results() {
        return Map.of(name, result.applyAsDouble(sum / count));
    }
}
