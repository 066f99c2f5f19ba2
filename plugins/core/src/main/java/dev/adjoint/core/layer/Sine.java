package dev.adjoint.core.layer;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.plugin.Layer;
import dev.adjoint.api.plugin.LayerScope;
import dev.adjoint.core.Bounds;

/**
 * sin(ω x), elementwise (Sitzmann et al. 2020).
 *
 * @param frequency ω; 30 is usual in the first layer of a coordinate network
 */
@AutoService(Layer.class)
public record Sine(double frequency) implements Layer {
    public Sine {
        Bounds.finite(frequency, "frequency");
    }

    public Sine() {
        this(1);
    }

    @Override
    public Tensor apply(LayerScope scope, Tensor x) {
        return x.mul(frequency).sin();
    }
}
