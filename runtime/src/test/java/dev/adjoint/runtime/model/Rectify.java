package dev.adjoint.runtime.model;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.plugin.Layer;
import dev.adjoint.api.plugin.LayerScope;

/** max(x, 0). */
@AutoService(Layer.class)
public record Rectify() implements Layer {
    @Override
    public Tensor apply(LayerScope scope, Tensor x) {
        return x.maximum(0);
    }
}
