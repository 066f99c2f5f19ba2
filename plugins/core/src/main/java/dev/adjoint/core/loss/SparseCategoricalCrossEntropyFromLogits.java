package dev.adjoint.core.loss;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Functions;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.graph.TensorType;
import dev.adjoint.api.plugin.Loss;

/**
 * -log softmax(x)[t] for the class t of each position, the mean over each row. Prediction [n, ..., classes]: any
 * numbers; target [n, ...]: class indices from 0.
 */
@AutoService(Loss.class)
public record SparseCategoricalCrossEntropyFromLogits() implements Loss {
    @Override
    public Tensor apply(Tensor logits, Tensor target) {
        return Row.mean(Classes.pick(Functions.logSoftmax(logits, -1), target).neg());
    }

    @Override
    public TensorType targetType(Shape prediction) {
        return Classes.indices(this, prediction);
    }
}
