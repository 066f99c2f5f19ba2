package dev.adjoint.core.layer;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.plugin.Layer;
import dev.adjoint.api.plugin.LayerScope;
import dev.adjoint.core.Bounds;

/**
 * x where x is positive, elsewhere slope · x (Maas et al. 2013).
 *
 * @param slope the derivative for x up to 0
 */
@AutoService(Layer.class)
public record LeakyRelu(double slope) implements Layer {
    public LeakyRelu {
        Bounds.finite(slope, "slope");
    }

    public LeakyRelu() {
        this(0.01);
    }

    @Override
    public Tensor apply(LayerScope scope, Tensor x) {
        return x.greater(0).where(x, x.mul(slope));
    }
}
