package dev.adjoint.core.optimizer;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Functions;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.plugin.Optimizer;
import dev.adjoint.api.plugin.UpdateScope;
import dev.adjoint.core.Bounds;

/**
 * m ← β₁ m + (1 - β₁) g, v ← β₂ v + (1 - β₂) g², w ← w - η m̂ / (√v̂ + ε), with m̂ = m / (1 - β₁ᵗ) and
 * v̂ = v / (1 - β₂ᵗ) (Kingma and Ba 2015, algorithm 1).
 *
 * @param learningRate η
 * @param beta1 β₁, the decay of the mean gradient
 * @param beta2 β₂, the decay of the mean squared gradient
 * @param epsilon ε, added after the root and after the correction of bias
 */
@AutoService(Optimizer.class)
public record Adam(double learningRate, double beta1, double beta2, double epsilon) implements Optimizer {
    public Adam {
        Bounds.notNegative(learningRate, "learning-rate");
        Bounds.fraction(beta1, "beta1");
        Bounds.fraction(beta2, "beta2");
        Bounds.positive(epsilon, "epsilon");
    }

    public Adam() {
        this(1e-3);
    }

    public Adam(double learningRate) {
        this(learningRate, 0.9, 0.999, 1e-8);
    }

    @Override
    public Tensor update(UpdateScope scope, Tensor w, Tensor g) {
        Tensor m = scope.assign("m", scope.slot("m").mul(beta1).add(g.mul(1 - beta1)));
        Tensor v = scope.assign("v", scope.slot("v").mul(beta2).add(g.square().mul(1 - beta2)));
        Tensor root = remainder(beta2, scope.step()).sqrt();
        Tensor rate = scope.learningRate().mul(root).div(remainder(beta1, scope.step()));
        return w.sub(m.mul(rate).div(v.sqrt().add(root.mul(epsilon))));
    }

    /** 1 - βᵗ, without cancellation for β near 1. */
    private static Tensor remainder(double beta, Tensor t) {
        return beta == 0
                ? Tensor.constant(1)
                : Functions.expm1(t.mul(Math.log(beta))).neg();
    }
}
