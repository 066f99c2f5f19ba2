package dev.adjoint.api.op;

import dev.adjoint.api.graph.TensorType;
import java.util.List;

/** Tensors one behind the other along an axis of fixed size. */
public record Concat(int axis) implements Op {
    @Override
    public TensorType infer(List<TensorType> inputs) {
        Expect.that(!inputs.isEmpty(), this, inputs, "at least one input");
        Expect.axis(this, inputs, axis);
        TensorType first = inputs.get(0);
        long size = 0;
        for (TensorType input : inputs) {
            Expect.that(
                    input.dtype() == first.dtype()
                            && input.shape().rank() == first.shape().rank()
                            && input.shape().size(axis) > 0
                            && input.shape().remove(axis).equals(first.shape().remove(axis)),
                    this,
                    inputs,
                    "inputs of one type that differ at most in axis " + axis + ", whose sizes are fixed");
            size += input.shape().size(axis);
        }
        return first.withShape(first.shape().replace(axis, Expect.size(this, inputs, size)));
    }
}
