package dev.adjoint.core.loss;

import dev.adjoint.api.ShapeException;
import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.graph.TensorType;
import dev.adjoint.api.plugin.Loss;

/** Targets that are class indices, for predictions with one number for each class along the last axis. */
final class Classes {
    private Classes() {}

    /** Indices for all axes but the last: [n, ..., classes] to [n, ...]. */
    static TensorType indices(Loss loss, Shape prediction) {
        return new TensorType(DType.INT, predicted(loss, prediction).remove(-1));
    }

    /** The shape of a prediction, after a check that it has an axis of classes. */
    static Shape predicted(Loss loss, Shape prediction) {
        if (prediction.rank() < 2 || prediction.last() < 1) {
            throw new ShapeException(
                    loss.pluginName() + " expects a prediction of shape [n, ..., classes], but got " + prediction);
        }
        return prediction;
    }

    /** The number that belongs to the class of each index; 0 for an index that is no class. */
    static Tensor pick(Tensor x, Tensor indices) {
        int classes = x.shape().last();
        Tensor chosen = indices.expand(-1, classes).equal(Tensor.iota(classes));
        return chosen.where(x, Tensor.constant(0)).sum(-1);
    }
}
