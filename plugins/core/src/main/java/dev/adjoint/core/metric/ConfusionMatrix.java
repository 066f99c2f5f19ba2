package dev.adjoint.core.metric;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.plugin.Metric;
import dev.adjoint.core.Bounds;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often each class is taken for each: {@code confusion-matrix/2/3} is the number of members of class 2 that are
 * predicted as class 3. The main result is the number of errors. A prediction that holds NaN is an error in no column.
 *
 * @param threshold where class 1 begins if the prediction is a single number: 0.5 for probabilities, 0 for logits
 */
@AutoService(Metric.class)
public record ConfusionMatrix(double threshold) implements Metric {
    public ConfusionMatrix {
        Bounds.finite(threshold, "threshold");
    }

    public ConfusionMatrix() {
        this(0.5);
    }

    @Override
    public Accumulator start(Shape prediction, Shape target) {
        return new Counts(Labels.of(this, prediction, target, threshold));
    }

    private static final class Counts implements Accumulator {
        private final Labels labels;
        private final long[][] counts;
        private long errors;

        Counts(Labels labels) {
            this.labels = labels;
            this.counts = new long[labels.classes()][labels.classes()];
        }

        @Override
        public void add(float[] predictions, float[] targets, int rows) {
            for (int at = 0; at < rows * labels.positions(); at++) {
                int actual = labels.actual(targets, at);
                int predicted = labels.predicted(predictions, at);
                errors += actual == predicted ? 0 : 1;
                if (predicted != Labels.NONE) {
                    counts[actual][predicted]++;
                }
            }
        }

        @Override
        public Map<String, Double> results() {
            Map<String, Double> results = new LinkedHashMap<>();
            results.put(labels.metric(), (double) errors);
            for (int actual = 0; actual < counts.length; actual++) {
                for (int predicted = 0; predicted < counts.length; predicted++) {
                    results.put(labels.metric() + "/" + actual + "/" + predicted, (double) counts[actual][predicted]);
                }
            }
            return results;
        }
    }
}
