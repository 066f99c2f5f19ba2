package dev.adjoint.runtime.model;

import com.google.auto.service.AutoService;
import dev.adjoint.api.ShapeException;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.plugin.Metric;
import java.util.Map;

/** The share of single numbers that are closer to their target than a tolerance. */
@AutoService(Metric.class)
public record Hits(double tolerance) implements Metric {
    public Hits() {
        this(0.5);
    }

    @Override
    public Accumulator start(Shape prediction, Shape target) {
        if (prediction.elements() != 1) {
            throw new ShapeException("expected one number a row, but got " + prediction);
        }
        return new Count(tolerance);
    }

    private static final class Count implements Accumulator {
        private final double tolerance;
        private double hits;
        private long rows;

        Count(double tolerance) {
            this.tolerance = tolerance;
        }

        @Override
        public void add(float[] predictions, float[] targets, int count) {
            for (int i = 0; i < count; i++) {
                hits += Math.abs(predictions[i] - targets[i]) < tolerance ? 1 : 0;
            }
            rows += count;
        }

        @Override
        public Map<String, Double> results() {
            return Map.of("hits", hits / rows);
        }
    }
}
