package dev.adjoint.api.op;

import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.TensorType;
import java.util.List;

/** The largest element along one axis, which disappears; NaN if there is one. */
public record Max(int axis) implements Op {
    @Override
    public TensorType infer(List<TensorType> inputs) {
        TensorType x = Expect.single(this, inputs);
        Expect.dtype(this, inputs, 0, DType.FLOAT);
        Expect.axis(this, inputs, axis);
        return x.withShape(x.shape().remove(axis));
    }
}
