package dev.adjoint.runtime.model;

import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.plugin.Layer;
import dev.adjoint.api.plugin.LayerScope;

/** y = x W + b. */
record Affine(int units, boolean bias) implements Layer {
    Affine(int units) {
        this(units, true);
    }

    @Override
    public Tensor apply(LayerScope scope, Tensor x) {
        Tensor y = x.matmul(scope.parameter("kernel", Shape.of(x.shape().last(), units), new Fill()));
        return bias ? y.add(scope.parameter("bias", Shape.of(units), new Fill())) : y;
    }
}
