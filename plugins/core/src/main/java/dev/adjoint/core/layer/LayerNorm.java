package dev.adjoint.core.layer;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Functions;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.plugin.Layer;
import dev.adjoint.api.plugin.LayerScope;
import dev.adjoint.core.Bounds;
import dev.adjoint.core.initializer.Ones;
import dev.adjoint.core.initializer.Zeros;

/**
 * y = g (x - mean x) / √(mean (x - mean x)² + ε) + b along the last axis (Ba et al. 2016). Input and output [n, ...,
 * features]. Parameters: gain [features], which starts at 1, and bias [features], which starts at 0.
 *
 * @param epsilon ε, which keeps the root away from 0
 * @param gain whether there is a g
 * @param bias whether there is a b
 */
@AutoService(Layer.class)
public record LayerNorm(double epsilon, boolean gain, boolean bias) implements Layer {
    public LayerNorm {
        Bounds.positive(epsilon, "epsilon");
    }

    public LayerNorm() {
        this(1e-5, true, true);
    }

    @Override
    public Tensor apply(LayerScope scope, Tensor x) {
        Shape features = Shape.of(Features.count(this, x));
        Tensor centred = x.sub(Functions.repeat(Functions.mean(x, -1), x, -1));
        Tensor deviation = Functions.mean(centred.square(), -1).add(epsilon).sqrt();
        Tensor y = centred.div(Functions.repeat(deviation, x, -1));
        Tensor scaled = gain ? y.mul(scope.parameter("gain", features, new Ones())) : y;
        return bias ? scaled.add(scope.parameter("bias", features, new Zeros())) : scaled;
    }
}
