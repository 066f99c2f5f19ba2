package dev.adjoint.api.op;

import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.TensorType;
import java.util.List;

/**
 * Windows added back to where they came from: the transpose of {@link Window}. The axes {@code axis} (position) and
 * {@code axis + 1} (place in the window) become one of size {@code length}. Each element starts at zero and adds
 * what meets it in the order of the place in the window.
 */
public record Fold(int axis, int length, int stride, int dilation) implements Op {
    @Override
    public TensorType infer(List<TensorType> inputs) {
        TensorType x = Expect.single(this, inputs);
        Expect.dtype(this, inputs, 0, DType.FLOAT);
        Expect.axis(this, inputs, axis);
        Expect.that(axis + 1 < x.shape().rank(), this, inputs, "axis " + axis + " to be followed by another one");
        int positions = x.shape().size(axis);
        int size = x.shape().size(axis + 1);
        long span = (positions - 1L) * stride + (size - 1L) * dilation + 1;
        Expect.that(
                positions > 0 && size > 0 && stride > 0 && dilation > 0 && span <= length,
                this,
                inputs,
                "windows of fixed size that end within " + length);
        return x.withShape(x.shape().remove(axis + 1).replace(axis, length));
    }
}
