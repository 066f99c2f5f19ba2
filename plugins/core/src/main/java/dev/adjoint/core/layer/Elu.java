package dev.adjoint.core.layer;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Functions;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.plugin.Layer;
import dev.adjoint.api.plugin.LayerScope;
import dev.adjoint.core.Bounds;

/**
 * x where x is positive, elsewhere α (e^x - 1) (Clevert et al. 2016).
 *
 * @param alpha α: minus the limit for x towards -∞
 */
@AutoService(Layer.class)
public record Elu(double alpha) implements Layer {
    public Elu {
        Bounds.notNegative(alpha, "alpha");
    }

    public Elu() {
        this(1);
    }

    @Override
    public Tensor apply(LayerScope scope, Tensor x) {
        return x.maximum(0).add(Functions.expm1(x.minimum(0)).mul(alpha));
    }
}
