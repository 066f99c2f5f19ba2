package dev.adjoint.api.op;

import dev.adjoint.api.graph.TensorType;
import java.util.List;

/** A new axis along which the values repeat: the transpose of {@link Sum}. The axis is one of the result's. */
public record Expand(int axis, int size) implements Op {
    @Override
    public TensorType infer(List<TensorType> inputs) {
        TensorType x = Expect.single(this, inputs);
        Expect.axis(this, inputs, axis, x.shape().rank() + 1);
        Expect.that(size != 0, this, inputs, "a positive size, or the number of rows");
        return x.withShape(x.shape().insert(axis, size));
    }
}
