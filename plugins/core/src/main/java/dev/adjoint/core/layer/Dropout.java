package dev.adjoint.core.layer;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.plugin.Layer;
import dev.adjoint.api.plugin.LayerScope;
import dev.adjoint.core.Bounds;

/**
 * In training, 0 with the given probability and x / (1 - rate) otherwise, each element on its own; x elsewhere
 * (Srivastava et al. 2014, in the inverted form).
 *
 * @param rate the share of elements that are dropped
 */
@AutoService(Layer.class)
public record Dropout(double rate) implements Layer {
    public Dropout {
        Bounds.fraction(rate, "rate");
    }

    public Dropout() {
        this(0.5);
    }

    @Override
    public Tensor apply(LayerScope scope, Tensor x) {
        if (!scope.training() || rate == 0) {
            return x;
        }
        Tensor kept = scope.random(x.shape()).greaterEqual(rate);
        return kept.where(x.mul(1 / (1 - rate)), Tensor.constant(0));
    }
}
