package dev.adjoint.core.optimizer;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.plugin.Optimizer;
import dev.adjoint.api.plugin.UpdateScope;
import dev.adjoint.core.Bounds;

/**
 * a ← a + g², w ← w - η g / (√a + ε) (Duchi, Hazan and Singer 2011).
 *
 * @param learningRate η
 * @param epsilon ε, added after the root
 */
@AutoService(Optimizer.class)
public record Adagrad(double learningRate, double epsilon) implements Optimizer {
    public Adagrad {
        Bounds.notNegative(learningRate, "learning-rate");
        Bounds.positive(epsilon, "epsilon");
    }

    public Adagrad() {
        this(0.01, 1e-10);
    }

    @Override
    public Tensor update(UpdateScope scope, Tensor w, Tensor g) {
        Tensor a = scope.assign("a", scope.slot("a").add(g.square()));
        return w.sub(g.mul(scope.learningRate()).div(a.sqrt().add(epsilon)));
    }
}
