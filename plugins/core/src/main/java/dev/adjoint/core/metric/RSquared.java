package dev.adjoint.core.metric;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.plugin.Metric;
import java.util.Arrays;
import java.util.Map;

/**
 * The share of the targets' variance that is explained, R² = 1 - Σ (p - t)² / Σ (t - mean t)², for each number of a
 * row on its own, then the mean over them. Where the targets do not vary it is 1 if all predictions are right, else 0.
 */
@AutoService(Metric.class)
public record RSquared() implements Metric {
    @Override
    public Accumulator start(Shape prediction, Shape target) {
        return new Sums(pluginName(), Pairs.count(this, prediction, target));
    }

    private static final class Sums implements Accumulator {
        private final String name;
        private final double[] mean;
        private final double[] total;
        private final double[] residual;
        private long count;

        Sums(String name, int columns) {
            this.name = name;
            this.mean = new double[columns];
            this.total = new double[columns];
            this.residual = new double[columns];
        }

        /** Means and squared distances from them grow together (Welford 1962). */
        @Override
        public void add(float[] predictions, float[] targets, int rows) {
            for (int row = 0, i = 0; row < rows; row++) {
                count++;
                for (int column = 0; column < mean.length; column++, i++) {
                    double distance = targets[i] - mean[column];
                    mean[column] += distance / count;
                    total[column] += distance * (targets[i] - mean[column]);
                    double error = (double) predictions[i] - targets[i];
                    residual[column] += error * error;
                }
            }
        }

        @Override
        public Map<String, Double> results() {
            double[] scores = new double[mean.length];
            Arrays.setAll(scores, c -> total[c] != 0 ? 1 - residual[c] / total[c] : residual[c] == 0 ? 1 : 0);
            return Map.of(name, Arrays.stream(scores).average().orElse(Double.NaN));
        }
    }
}
