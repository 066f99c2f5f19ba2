package dev.adjoint.core.loss;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.plugin.Loss;
import dev.adjoint.core.Bounds;

/**
 * Log loss, -t log p - (1 - t) log(1 - p), the mean over each row, for probabilities p and targets t from 0 to 1.
 * Prefer the form from logits.
 *
 * @param epsilon p and 1 - p below it count as it
 */
@AutoService(Loss.class)
public record BinaryCrossEntropy(double epsilon) implements Loss {
    public BinaryCrossEntropy {
        Bounds.positive(epsilon, "epsilon");
    }

    public BinaryCrossEntropy() {
        this(1e-7);
    }

    @Override
    public Tensor apply(Tensor p, Tensor t) {
        Tensor one = t.mul(p.maximum(epsilon).log());
        Tensor zero = t.neg().add(1).mul(p.neg().add(1).maximum(epsilon).log());
        return Row.mean(one.add(zero).neg());
    }
}
