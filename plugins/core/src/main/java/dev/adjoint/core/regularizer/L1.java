package dev.adjoint.core.regularizer;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.plugin.Regularizer;
import dev.adjoint.core.Bounds;

/**
 * factor · Σ |w|.
 *
 * @param factor the weight of the penalty
 */
@AutoService(Regularizer.class)
public record L1(double factor) implements Regularizer {
    public L1 {
        Bounds.notNegative(factor, "factor");
    }

    public L1() {
        this(1e-4);
    }

    @Override
    public Tensor penalty(Tensor parameter) {
        return parameter.abs().sum().mul(factor);
    }
}
