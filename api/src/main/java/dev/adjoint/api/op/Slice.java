package dev.adjoint.api.op;

import dev.adjoint.api.graph.TensorType;
import java.util.List;

/** The elements start, start + stride, ..., {@code size} of them, along one axis of fixed size. */
public record Slice(int axis, int start, int size, int stride) implements Op {
    @Override
    public TensorType infer(List<TensorType> inputs) {
        TensorType x = Expect.single(this, inputs);
        Expect.fixedAxis(this, inputs, axis);
        Expect.that(
                start >= 0
                        && size > 0
                        && stride > 0
                        && start + (long) (size - 1) * stride < x.shape().size(axis),
                this,
                inputs,
                "start >= 0, size > 0, stride > 0 and start + (size - 1) * stride < "
                        + x.shape().size(axis));
        return x.withShape(x.shape().replace(axis, size));
    }
}
