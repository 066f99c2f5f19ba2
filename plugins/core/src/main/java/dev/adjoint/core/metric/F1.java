package dev.adjoint.core.metric;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.plugin.Metric;
import dev.adjoint.core.Bounds;

/**
 * The harmonic mean of precision and recall, 2 hits / (members + predictions). The main result is the plain mean over the classes that
 * occur (macro average), or that of class 1 if the prediction is a single number; {@code f1/3} is that of class 3.
 * 0 / 0 counts as 0.
 *
 * @param threshold where class 1 begins if the prediction is a single number: 0.5 for probabilities, 0 for logits
 */
@AutoService(Metric.class)
public record F1(double threshold) implements Metric {
    public F1 {
        Bounds.finite(threshold, "threshold");
    }

    public F1() {
        this(0.5);
    }

    @Override
    public Accumulator start(Shape prediction, Shape target) {
        Labels labels = Labels.of(this, prediction, target, threshold);
        return new PerClass(labels, (hits, actual, predicted) -> PerClass.ratio(2 * hits, actual + predicted));
    }
}
