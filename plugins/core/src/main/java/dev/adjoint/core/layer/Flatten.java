package dev.adjoint.core.layer;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.plugin.Layer;
import dev.adjoint.api.plugin.LayerScope;

/** Each row as a vector: input [n, ...], output [n, elements of a row], in row-major order. */
@AutoService(Layer.class)
public record Flatten() implements Layer {
    @Override
    public Tensor apply(LayerScope scope, Tensor x) {
        int elements = Math.toIntExact(x.shape().row().elements());
        return x.reshape(Shape.of(elements).batched());
    }
}
