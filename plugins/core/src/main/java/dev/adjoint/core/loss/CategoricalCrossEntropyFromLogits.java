package dev.adjoint.core.loss;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Functions;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.graph.TensorType;
import dev.adjoint.api.plugin.Loss;

/**
 * -Σ t log softmax(x) along the last axis, the mean over the other axes of each row. Prediction [n, ..., classes]:
 * any numbers; target: of the same shape, one-hot or any distribution.
 */
@AutoService(Loss.class)
public record CategoricalCrossEntropyFromLogits() implements Loss {
    @Override
    public Tensor apply(Tensor logits, Tensor target) {
        return Row.mean(target.mul(Functions.logSoftmax(logits, -1)).sum(-1).neg());
    }

    @Override
    public TensorType targetType(Shape prediction) {
        return TensorType.floats(Classes.predicted(this, prediction));
    }
}
