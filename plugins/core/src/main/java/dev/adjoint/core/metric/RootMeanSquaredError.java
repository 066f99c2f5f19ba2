package dev.adjoint.core.metric;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.plugin.Metric;

/** The root of the mean of (p - t)² over all numbers. */
@AutoService(Metric.class)
public record RootMeanSquaredError() implements Metric {
    @Override
    public Accumulator start(Shape prediction, Shape target) {
        int pairs = Pairs.count(this, prediction, target);
        return new MeanOfPairs(pluginName(), pairs, (p, t) -> (p - t) * (p - t), Math::sqrt);
    }
}
