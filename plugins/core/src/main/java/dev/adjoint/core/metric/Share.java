package dev.adjoint.core.metric;

import dev.adjoint.api.plugin.Metric;
import java.util.Map;

/** The share of positions for which something holds; NaN before the first. */
final class Share implements Metric.Accumulator {
    private final String name;
    private final int positions;
    private final Condition condition;
    private long count;
    private long hits;

    Share(String name, int positions, Condition condition) {
        this.name = name;
        this.positions = positions;
        this.condition = condition;
    }

    /** What is asked of each position of a batch. */
    @FunctionalInterface
    interface Condition {
        boolean holds(float[] predictions, float[] targets, int position);
    }

    @Override
    public void add(float[] predictions, float[] targets, int rows) {
        for (int position = 0; position < rows * positions; position++) {
            hits += condition.holds(predictions, targets, position) ? 1 : 0;
        }
        count += (long) rows * positions;
    }

    @Override
    public Map<String, Double> results() {
        return Map.of(name, (double) hits / count);
    }
}
