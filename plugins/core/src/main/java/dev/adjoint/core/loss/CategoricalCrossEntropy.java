package dev.adjoint.core.loss;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.graph.TensorType;
import dev.adjoint.api.plugin.Loss;
import dev.adjoint.core.Bounds;

/**
 * -Σ t log p along the last axis, the mean over the other axes of each row. Prediction [n, ..., classes]:
 * probabilities; target: of the same shape, one-hot or any distribution. Prefer the form from logits.
 *
 * @param epsilon probabilities below it count as it
 */
@AutoService(Loss.class)
public record CategoricalCrossEntropy(double epsilon) implements Loss {
    public CategoricalCrossEntropy {
        Bounds.positive(epsilon, "epsilon");
    }

    public CategoricalCrossEntropy() {
        this(1e-7);
    }

    @Override
    public Tensor apply(Tensor probabilities, Tensor target) {
        return Row.mean(target.mul(probabilities.maximum(epsilon).log()).sum(-1).neg());
    }

    @Override
    public TensorType targetType(Shape prediction) {
        return TensorType.floats(Classes.predicted(this, prediction));
    }
}
