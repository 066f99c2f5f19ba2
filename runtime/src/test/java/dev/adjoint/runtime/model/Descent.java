package dev.adjoint.runtime.model;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.plugin.Optimizer;
import dev.adjoint.api.plugin.UpdateScope;

/** w - η g. */
@AutoService(Optimizer.class)
public record Descent(double learningRate) implements Optimizer {
    public Descent() {
        this(0.1);
    }

    @Override
    public Tensor update(UpdateScope scope, Tensor parameter, Tensor gradient) {
        return parameter.sub(gradient.mul(scope.learningRate()));
    }
}
