package dev.adjoint.core.metric;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.plugin.Metric;
import dev.adjoint.core.Bounds;

/**
 * The share of the members of a class that are found. The main result is the plain mean over the classes that
 * occur (macro average), or that of class 1 if the prediction is a single number; {@code recall/3} is that of class 3.
 * 0 / 0 counts as 0.
 *
 * @param threshold where class 1 begins if the prediction is a single number: 0.5 for probabilities, 0 for logits
 */
@AutoService(Metric.class)
public record Recall(double threshold) implements Metric {
    public Recall {
        Bounds.finite(threshold, "threshold");
    }

    public Recall() {
        this(0.5);
    }

    @Override
    public Accumulator start(Shape prediction, Shape target) {
        Labels labels = Labels.of(this, prediction, target, threshold);
        return new PerClass(labels, (hits, actual, predicted) -> PerClass.ratio(hits, actual));
    }
}
