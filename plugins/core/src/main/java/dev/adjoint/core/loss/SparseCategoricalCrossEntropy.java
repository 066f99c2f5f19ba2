package dev.adjoint.core.loss;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.graph.TensorType;
import dev.adjoint.api.plugin.Loss;
import dev.adjoint.core.Bounds;

/**
 * -log p[t] for the class t of each position, the mean over each row. Prediction [n, ..., classes]: probabilities;
 * target [n, ...]: class indices from 0. Prefer the form from logits.
 *
 * @param epsilon probabilities below it count as it
 */
@AutoService(Loss.class)
public record SparseCategoricalCrossEntropy(double epsilon) implements Loss {
    public SparseCategoricalCrossEntropy {
        Bounds.positive(epsilon, "epsilon");
    }

    public SparseCategoricalCrossEntropy() {
        this(1e-7);
    }

    @Override
    public Tensor apply(Tensor probabilities, Tensor target) {
        return Row.mean(
                Classes.pick(probabilities.maximum(epsilon).log(), target).neg());
    }

    @Override
    public TensorType targetType(Shape prediction) {
        return Classes.indices(this, prediction);
    }
}
