package dev.adjoint.core.optimizer;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.plugin.Optimizer;
import dev.adjoint.api.plugin.UpdateScope;
import dev.adjoint.core.Bounds;

/**
 * v ← ρ v + (1 - ρ) g², w ← w - η g / (√v + ε) (Tieleman and Hinton 2012).
 *
 * @param learningRate η
 * @param rho ρ, the decay of the mean squared gradient
 * @param epsilon ε, added after the root
 */
@AutoService(Optimizer.class)
public record Rmsprop(double learningRate, double rho, double epsilon) implements Optimizer {
    public Rmsprop {
        Bounds.notNegative(learningRate, "learning-rate");
        Bounds.fraction(rho, "rho");
        Bounds.positive(epsilon, "epsilon");
    }

    public Rmsprop() {
        this(1e-3, 0.9, 1e-8);
    }

    @Override
    public Tensor update(UpdateScope scope, Tensor w, Tensor g) {
        Tensor v = scope.assign("v", scope.slot("v").mul(rho).add(g.square().mul(1 - rho)));
        return w.sub(g.mul(scope.learningRate()).div(v.sqrt().add(epsilon)));
    }
}
