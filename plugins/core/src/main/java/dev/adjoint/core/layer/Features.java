package dev.adjoint.core.layer;

import dev.adjoint.api.ShapeException;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.plugin.Layer;

/** The last axis of a layer's input, where that must not be the axis of the rows. */
final class Features {
    private Features() {}

    /** The size of the last axis. */
    static int count(Layer layer, Tensor x) {
        if (x.shape().rank() < 2 || x.shape().last() < 1) {
            throw new ShapeException(layer.pluginName() + " works along the last axis of rows that are not scalars: "
                    + "expected an input of shape [n, ..., features], but got " + x.shape());
        }
        return x.shape().last();
    }
}
