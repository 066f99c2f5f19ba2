package dev.adjoint.api.op;

import dev.adjoint.api.graph.TensorType;
import java.util.List;

/** A value that is given anew for every run. */
public record Input(String name, TensorType type) implements Op {
    @Override
    public TensorType infer(List<TensorType> inputs) {
        Expect.arity(this, inputs, 0);
        return type;
    }
}
