package dev.adjoint.samples.optimizer;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.plugin.Optimizer;
import dev.adjoint.api.plugin.UpdateScope;

/**
 * w ← w - η (sign(β₁ m + (1 - β₁) g) + λ w), m ← β₂ m + (1 - β₂) g (Chen et al. 2023). Each step moves every weight by
 * the same amount, so that η is about a tenth of what Adam wants.
 *
 * @param learningRate η
 * @param beta1 β₁, the share of the mean gradient in the direction of the step
 * @param beta2 β₂, the decay of the mean gradient
 * @param weightDecay λ
 */
@AutoService(Optimizer.class)
public record Lion(double learningRate, double beta1, double beta2, double weightDecay) implements Optimizer {
    public Lion() {
        this(1e-4, 0.9, 0.99, 0);
    }

    @Override
    public Tensor update(UpdateScope scope, Tensor w, Tensor g) {
        Tensor m = scope.slot("m");
        Tensor direction = m.mul(beta1).add(g.mul(1 - beta1)).sign();
        scope.assign("m", m.mul(beta2).add(g.mul(1 - beta2)));
        return w.sub(direction.add(w.mul(weightDecay)).mul(scope.learningRate()));
    }
}
