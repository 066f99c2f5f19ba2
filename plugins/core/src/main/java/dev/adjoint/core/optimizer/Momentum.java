package dev.adjoint.core.optimizer;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.plugin.Optimizer;
import dev.adjoint.api.plugin.UpdateScope;
import dev.adjoint.core.Bounds;

/**
 * v ← μ v + g, w ← w - η v (Polyak 1964, with the learning rate outside the velocity).
 *
 * @param learningRate η
 * @param momentum μ, the share of the velocity that is kept
 */
@AutoService(Optimizer.class)
public record Momentum(double learningRate, double momentum) implements Optimizer {
    public Momentum {
        Bounds.notNegative(learningRate, "learning-rate");
        Bounds.fraction(momentum, "momentum");
    }

    public Momentum() {
        this(0.01, 0.9);
    }

    @Override
    public Tensor update(UpdateScope scope, Tensor w, Tensor g) {
        Tensor v = scope.assign("v", scope.slot("v").mul(momentum).add(g));
        return w.sub(v.mul(scope.learningRate()));
    }
}
