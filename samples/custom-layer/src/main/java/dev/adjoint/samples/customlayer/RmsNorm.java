package dev.adjoint.samples.customlayer;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Functions;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.plugin.Layer;
import dev.adjoint.api.plugin.LayerScope;
import java.util.Arrays;

/**
 * y = scale · x / √(mean x² + ε) along the last axis (Zhang and Sennrich 2019). Input and output [n, ..., features].
 * Parameter: scale [features], which starts at 1.
 *
 * @param epsilon ε, which keeps the root away from 0
 */
@AutoService(Layer.class)
public record RmsNorm(double epsilon) implements Layer {
    public RmsNorm() {
        this(1e-6);
    }

    @Override
    public Tensor apply(LayerScope scope, Tensor x) {
        Shape features = Shape.of(x.shape().last());
        Tensor scale = scope.parameter("scale", features, (values, shape, random) -> Arrays.fill(values, 1));
        Tensor root = Functions.mean(x.square(), -1).add(epsilon).sqrt();
        return x.div(Functions.repeat(root, x, -1)).mul(scale);
    }
}
