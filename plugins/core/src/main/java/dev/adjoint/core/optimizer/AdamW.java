package dev.adjoint.core.optimizer;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.plugin.Optimizer;
import dev.adjoint.api.plugin.UpdateScope;
import dev.adjoint.core.Bounds;

/**
 * {@link Adam} with decoupled weight decay: w ← w - η (m̂ / (√v̂ + ε) + λ w) (Loshchilov and Hutter 2019).
 *
 * @param learningRate η
 * @param beta1 β₁, the decay of the mean gradient
 * @param beta2 β₂, the decay of the mean squared gradient
 * @param epsilon ε, added after the root and after the correction of bias
 * @param weightDecay λ
 */
@AutoService(Optimizer.class)
public record AdamW(double learningRate, double beta1, double beta2, double epsilon, double weightDecay)
        implements Optimizer {
    public AdamW {
        Bounds.notNegative(learningRate, "learning-rate");
        Bounds.fraction(beta1, "beta1");
        Bounds.fraction(beta2, "beta2");
        Bounds.positive(epsilon, "epsilon");
        Bounds.notNegative(weightDecay, "weight-decay");
    }

    public AdamW() {
        this(1e-3, 0.9, 0.999, 1e-8, 0.01);
    }

    @Override
    public String pluginName() {
        return "adamw";
    }

    @Override
    public Tensor update(UpdateScope scope, Tensor w, Tensor g) {
        Tensor decay = w.mul(scope.learningRate().mul(weightDecay));
        return new Adam(learningRate, beta1, beta2, epsilon).update(scope, w, g).sub(decay);
    }
}
