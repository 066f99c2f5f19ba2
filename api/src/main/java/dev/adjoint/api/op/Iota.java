package dev.adjoint.api.op;

import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.TensorType;
import java.util.List;

/** The whole numbers 0, 1, ..., size - 1. */
public record Iota(int size) implements Op {
    @Override
    public TensorType infer(List<TensorType> inputs) {
        Expect.arity(this, inputs, 0);
        Expect.that(size > 0, this, inputs, "a size > 0");
        return new TensorType(DType.INT, Shape.of(size));
    }
}
