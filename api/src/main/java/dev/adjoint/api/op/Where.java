package dev.adjoint.api.op;

import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.TensorType;
import java.util.List;

/** Elementwise choice: where(condition, a, b) is a where the condition holds and b elsewhere. */
public record Where() implements Op {
    @Override
    public TensorType infer(List<TensorType> inputs) {
        Expect.arity(this, inputs, 3);
        Expect.sameShape(this, inputs);
        Expect.dtype(this, inputs, 0, DType.BOOL);
        Expect.that(inputs.get(1).dtype() == inputs.get(2).dtype(), this, inputs, "two branches of one type");
        return inputs.get(1);
    }
}
