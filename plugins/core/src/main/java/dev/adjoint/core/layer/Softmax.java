package dev.adjoint.core.layer;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Functions;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.plugin.Layer;
import dev.adjoint.api.plugin.LayerScope;

/** e^x / Σ e^x along the last axis, without overflow. Input and output [n, ..., classes]. */
@AutoService(Layer.class)
public record Softmax() implements Layer {
    @Override
    public Tensor apply(LayerScope scope, Tensor x) {
        Features.count(this, x);
        return Functions.softmax(x, -1);
    }
}
