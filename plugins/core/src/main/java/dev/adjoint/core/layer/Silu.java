package dev.adjoint.core.layer;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.plugin.Layer;
import dev.adjoint.api.plugin.LayerScope;

/** x sigmoid(x), elementwise (Elfwing et al. 2018; also called swish). */
@AutoService(Layer.class)
public record Silu() implements Layer {
    @Override
    public Tensor apply(LayerScope scope, Tensor x) {
        return x.mul(x.sigmoid());
    }
}
