package dev.adjoint.api.op;

import dev.adjoint.api.graph.TensorType;
import java.util.List;

/** The elements along one axis in reverse order. */
public record Flip(int axis) implements Op {
    @Override
    public TensorType infer(List<TensorType> inputs) {
        TensorType x = Expect.single(this, inputs);
        Expect.axis(this, inputs, axis);
        return x;
    }
}
