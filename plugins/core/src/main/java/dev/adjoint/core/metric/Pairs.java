package dev.adjoint.core.metric;

import dev.adjoint.api.ShapeException;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.plugin.Metric;

/** Predictions and targets that meet number by number. */
final class Pairs {
    private Pairs() {}

    /** How many pairs there are in a row. */
    static int count(Metric metric, Shape prediction, Shape target) {
        if (!prediction.equals(target)) {
            throw new ShapeException(metric.pluginName() + " compares number by number: expected targets of shape "
                    + prediction + ", as the predictions, but got " + target);
        }
        return Math.toIntExact(prediction.elements());
    }
}
