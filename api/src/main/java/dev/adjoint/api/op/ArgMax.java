package dev.adjoint.api.op;

import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.TensorType;
import java.util.List;

/** The index of the first NaN along an axis, or else of the first of its largest elements. */
public record ArgMax(int axis) implements Op {
    @Override
    public TensorType infer(List<TensorType> inputs) {
        TensorType x = Expect.single(this, inputs);
        Expect.dtype(this, inputs, 0, DType.FLOAT);
        Expect.axis(this, inputs, axis);
        return new TensorType(DType.INT, x.shape().remove(axis));
    }
}
