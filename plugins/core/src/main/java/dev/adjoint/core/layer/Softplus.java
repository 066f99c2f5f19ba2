package dev.adjoint.core.layer;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Functions;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.plugin.Layer;
import dev.adjoint.api.plugin.LayerScope;

/** log(1 + e^x), elementwise, without overflow. */
@AutoService(Layer.class)
public record Softplus() implements Layer {
    @Override
    public Tensor apply(LayerScope scope, Tensor x) {
        return Functions.softplus(x);
    }
}
