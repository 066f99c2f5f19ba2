package dev.adjoint.core.metric;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.plugin.Metric;
import dev.adjoint.core.Bounds;

/**
 * The share of numbers on the same side of the threshold as their target is of one half: accuracy for several
 * yes-or-no answers in one row.
 *
 * @param threshold where yes begins: 0.5 for probabilities, 0 for logits
 */
@AutoService(Metric.class)
public record BinaryAccuracy(double threshold) implements Metric {
    public BinaryAccuracy {
        Bounds.finite(threshold, "threshold");
    }

    public BinaryAccuracy() {
        this(0.5);
    }

    @Override
    public Accumulator start(Shape prediction, Shape target) {
        return new Share(
                pluginName(),
                Pairs.count(this, prediction, target),
                (predictions, targets, at) ->
                        targets[at] > 0.5 ? predictions[at] > threshold : predictions[at] <= threshold);
    }
}
