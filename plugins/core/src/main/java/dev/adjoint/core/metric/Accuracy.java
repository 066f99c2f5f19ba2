package dev.adjoint.core.metric;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.plugin.Metric;
import dev.adjoint.core.Bounds;

/**
 * The share of positions whose class is predicted: the class of the largest number along the last axis, or, for a
 * single number, class 1 above the threshold and class 0 elsewhere. Targets are class indices or one-hot.
 *
 * @param threshold where class 1 begins: 0.5 for probabilities, 0 for logits
 */
@AutoService(Metric.class)
public record Accuracy(double threshold) implements Metric {
    public Accuracy {
        Bounds.finite(threshold, "threshold");
    }

    public Accuracy() {
        this(0.5);
    }

    @Override
    public Accumulator start(Shape prediction, Shape target) {
        Labels labels = Labels.of(this, prediction, target, threshold);
        return new Share(
                pluginName(),
                labels.positions(),
                (predictions, targets, at) -> labels.predicted(predictions, at) == labels.actual(targets, at));
    }
}
