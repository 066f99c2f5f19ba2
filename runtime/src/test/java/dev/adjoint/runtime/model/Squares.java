package dev.adjoint.runtime.model;

import com.google.auto.service.AutoService;
import dev.adjoint.api.ShapeException;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.plugin.Loss;

/** Σ (y - t)² over the last axis of [n, k]. */
@AutoService(Loss.class)
public record Squares() implements Loss {
    @Override
    public Tensor apply(Tensor prediction, Tensor target) {
        if (prediction.shape().rank() != 2) {
            throw new ShapeException("expected [n, k], but got " + prediction.shape());
        }
        return prediction.sub(target).square().sum(-1);
    }
}
