package dev.adjoint.core.layer;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.plugin.Layer;
import dev.adjoint.api.plugin.LayerScope;

/**
 * x Φ(x) with the normal distribution function Φ(x) = (1 + erf(x / √2)) / 2 (Hendrycks and Gimpel 2016).
 *
 * @param approximate whether to compute x (1 + tanh(√(2 / π) (x + 0.044715 x³))) / 2 instead
 */
@AutoService(Layer.class)
public record Gelu(boolean approximate) implements Layer {
    public Gelu() {
        this(false);
    }

    @Override
    public Tensor apply(LayerScope scope, Tensor x) {
        Tensor cubic = x.add(x.square().mul(x).mul(0.044715));
        Tensor sign = approximate
                ? cubic.mul(Math.sqrt(2 / Math.PI)).tanh()
                : x.mul(Math.sqrt(0.5)).erf();
        return x.mul(sign.add(1).mul(0.5));
    }
}
