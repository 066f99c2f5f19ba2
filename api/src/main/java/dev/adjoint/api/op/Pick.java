package dev.adjoint.api.op;

import dev.adjoint.api.graph.TensorType;
import java.util.List;

/** The index-th result of a {@link MultiOp}. */
public record Pick(int index, TensorType type) implements Op {
    @Override
    public TensorType infer(List<TensorType> inputs) {
        Expect.arity(this, inputs, 1);
        return type;
    }
}
