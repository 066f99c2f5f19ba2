package dev.adjoint.core.optimizer;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.plugin.Optimizer;
import dev.adjoint.api.plugin.UpdateScope;
import dev.adjoint.core.Bounds;

/**
 * a ← ρ a + (1 - ρ) g², δ = g √(d + ε) / √(a + ε), d ← ρ d + (1 - ρ) δ², w ← w - η δ (Zeiler 2012, where η is 1).
 *
 * @param learningRate η
 * @param rho ρ, the decay of both means
 * @param epsilon ε, added under the roots
 */
@AutoService(Optimizer.class)
public record Adadelta(double learningRate, double rho, double epsilon) implements Optimizer {
    public Adadelta {
        Bounds.notNegative(learningRate, "learning-rate");
        Bounds.fraction(rho, "rho");
        Bounds.positive(epsilon, "epsilon");
    }

    public Adadelta() {
        this(1, 0.95, 1e-6);
    }

    @Override
    public Tensor update(UpdateScope scope, Tensor w, Tensor g) {
        Tensor a = scope.assign("a", scope.slot("a").mul(rho).add(g.square().mul(1 - rho)));
        Tensor d = scope.slot("d");
        Tensor delta = g.mul(d.add(epsilon).sqrt()).div(a.add(epsilon).sqrt());
        scope.assign("d", d.mul(rho).add(delta.square().mul(1 - rho)));
        return w.sub(delta.mul(scope.learningRate()));
    }
}
