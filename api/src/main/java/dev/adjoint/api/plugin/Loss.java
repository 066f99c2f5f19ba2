package dev.adjoint.api.plugin;

import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.graph.TensorType;

/** How wrong a prediction is, row by row. */
public interface Loss extends Plugin {
    /** The loss of each row, [n]. */
    Tensor apply(Tensor prediction, Tensor target);

    /** How the rows' losses become one number; weights of rows count in either. */
    default Reduction reduction() {
        return Reduction.MEAN;
    }

    /** The type of the target for a prediction of this shape: by default numbers of the same shape. */
    default TensorType targetType(Shape prediction) {
        return new TensorType(DType.FLOAT, prediction);
    }

    /** How the losses of the rows become the loss of the batch. */
    enum Reduction {
        /** Σ loss, or Σ weight · loss. */
        SUM,
        /** Σ loss / n, or Σ weight · loss / Σ weight. */
        MEAN
    }
}
