package dev.adjoint.api.op;

import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.TensorType;
import java.util.List;

/**
 * The sum along one axis, which disappears. Every sum begins at +0, so that of a single -0 is +0. Order of summation:
 * along the last axis 16 partial sums, the j-th over the elements j, j + 16, ... in the order of the index, then folded
 * pairwise (8 on 8, 4 on 4, 2 on 2, 1 on 1); along any other axis in the order of the index.
 */
public record Sum(int axis) implements Op {
    /** How many partial sums run along the last axis. */
    public static final int LANES = 16;

    @Override
    public TensorType infer(List<TensorType> inputs) {
        TensorType x = Expect.single(this, inputs);
        Expect.dtype(this, inputs, 0, DType.FLOAT);
        Expect.axis(this, inputs, axis);
        return x.withShape(x.shape().remove(axis));
    }
}
