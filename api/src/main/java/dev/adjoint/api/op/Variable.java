package dev.adjoint.api.op;

import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.TensorType;
import java.util.List;

/** A leaf whose value outlives a run: a {@link Parameter} or a {@link State}. */
public interface Variable extends Op {
    /** The variable's unique path, {@code dense1/kernel}. */
    String path();

    Shape shape();

    @Override
    default TensorType infer(List<TensorType> inputs) {
        Expect.arity(this, inputs, 0);
        return TensorType.floats(shape());
    }
}
