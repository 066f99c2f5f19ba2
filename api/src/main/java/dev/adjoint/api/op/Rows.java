package dev.adjoint.api.op;

import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.TensorType;
import java.util.List;

/** The number of rows of the current run, as a scalar. */
public record Rows() implements Op {
    @Override
    public TensorType infer(List<TensorType> inputs) {
        Expect.arity(this, inputs, 0);
        return TensorType.floats(Shape.SCALAR);
    }
}
