package dev.adjoint.core.layer;

import dev.adjoint.api.ShapeException;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.plugin.Layer;

/** Inputs whose rows are sequences of vectors. */
final class Sequences {
    private Sequences() {}

    /** Throws unless the input is sequences. */
    static void expect(Layer layer, Tensor x) {
        if (x.shape().rank() != 3 || x.shape().row().hasRows()) {
            throw new ShapeException(layer.pluginName()
                    + " works on sequences: expected an input of shape [n, steps, features], but got " + x.shape());
        }
    }
}
