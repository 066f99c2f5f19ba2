package dev.adjoint.core.optimizer;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.plugin.Optimizer;
import dev.adjoint.api.plugin.UpdateScope;
import dev.adjoint.core.Bounds;

/** w ← w - η g (Robbins and Monro 1951). */
@AutoService(Optimizer.class)
public record Sgd(double learningRate) implements Optimizer {
    public Sgd {
        Bounds.notNegative(learningRate, "learning-rate");
    }

    public Sgd() {
        this(0.01);
    }

    @Override
    public Tensor update(UpdateScope scope, Tensor w, Tensor g) {
        return w.sub(g.mul(scope.learningRate()));
    }
}
