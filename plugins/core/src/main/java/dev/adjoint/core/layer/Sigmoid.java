package dev.adjoint.core.layer;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.plugin.Layer;
import dev.adjoint.api.plugin.LayerScope;

/** 1 / (1 + e^-x), elementwise. */
@AutoService(Layer.class)
public record Sigmoid() implements Layer {
    @Override
    public Tensor apply(LayerScope scope, Tensor x) {
        return x.sigmoid();
    }
}
