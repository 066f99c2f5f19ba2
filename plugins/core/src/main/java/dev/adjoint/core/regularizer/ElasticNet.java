package dev.adjoint.core.regularizer;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.plugin.Regularizer;
import dev.adjoint.core.Bounds;

/**
 * l1 · Σ |w| + l2 · Σ w² (Zou and Hastie 2005).
 *
 * @param l1 the weight of the sum of sizes
 * @param l2 the weight of the sum of squares
 */
@AutoService(Regularizer.class)
public record ElasticNet(double l1, double l2) implements Regularizer {
    public ElasticNet {
        Bounds.notNegative(l1, "l1");
        Bounds.notNegative(l2, "l2");
    }

    public ElasticNet() {
        this(1e-4, 1e-4);
    }

    @Override
    public Tensor penalty(Tensor parameter) {
        return new L1(l1).penalty(parameter).add(new L2(l2).penalty(parameter));
    }
}
