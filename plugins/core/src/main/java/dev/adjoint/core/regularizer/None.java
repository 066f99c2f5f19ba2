package dev.adjoint.core.regularizer;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.plugin.Regularizer;

/** No penalty. */
@AutoService(Regularizer.class)
public record None() implements Regularizer {
    @Override
    public Tensor penalty(Tensor parameter) {
        return Tensor.constant(0);
    }
}
