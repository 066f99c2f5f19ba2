package dev.adjoint.core.regularizer;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.plugin.Regularizer;
import dev.adjoint.core.Bounds;

/**
 * factor · Σ w².
 *
 * @param factor the weight of the penalty
 */
@AutoService(Regularizer.class)
public record L2(double factor) implements Regularizer {
    public L2 {
        Bounds.notNegative(factor, "factor");
    }

    public L2() {
        this(1e-4);
    }

    @Override
    public Tensor penalty(Tensor parameter) {
        return parameter.square().sum().mul(factor);
    }
}
