package dev.adjoint.core.layer;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Functions;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.plugin.Layer;
import dev.adjoint.api.plugin.LayerScope;

/** max(x, 0), elementwise; its derivative at 0 is 0. */
@AutoService(Layer.class)
public record Relu() implements Layer {
    @Override
    public Tensor apply(LayerScope scope, Tensor x) {
        return Functions.relu(x);
    }
}
