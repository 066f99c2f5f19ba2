package dev.adjoint.api.op;

import dev.adjoint.api.graph.TensorType;
import java.util.List;

/**
 * The sliding windows along one axis of fixed size, which becomes two: the position of the window, then the place
 * in it. result[.., p, k, ..] = x[.., p * stride + k * dilation, ..].
 */
public record Window(int axis, int size, int stride, int dilation) implements Op {
    @Override
    public TensorType infer(List<TensorType> inputs) {
        TensorType x = Expect.single(this, inputs);
        Expect.fixedAxis(this, inputs, axis);
        long span = (size - 1L) * dilation + 1;
        int length = x.shape().size(axis);
        Expect.that(
                size > 0 && stride > 0 && dilation > 0 && span <= length,
                this,
                inputs,
                "size, stride and dilation > 0 and a window of " + span + " that fits into " + length);
        int positions = (int) (length - span) / stride + 1;
        return x.withShape(x.shape().replace(axis, positions).insert(axis + 1, size));
    }
}
