package dev.adjoint.api.op;

import dev.adjoint.api.graph.TensorType;
import java.util.List;

/** The index-th input of the body of a {@link Scan}. */
public record BodyInput(int index, TensorType type) implements Op {
    @Override
    public TensorType infer(List<TensorType> inputs) {
        Expect.arity(this, inputs, 0);
        return type;
    }
}
