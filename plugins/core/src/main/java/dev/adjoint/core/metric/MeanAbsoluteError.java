package dev.adjoint.core.metric;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.plugin.Metric;

/** The mean of |p - t| over all numbers. */
@AutoService(Metric.class)
public record MeanAbsoluteError() implements Metric {
    @Override
    public Accumulator start(Shape prediction, Shape target) {
        int pairs = Pairs.count(this, prediction, target);
        return new MeanOfPairs(pluginName(), pairs, (p, t) -> Math.abs(p - t), mean -> mean);
    }
}
