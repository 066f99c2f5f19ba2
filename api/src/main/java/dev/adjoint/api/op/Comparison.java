package dev.adjoint.api.op;

import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.TensorType;
import dev.adjoint.api.plugin.Names;
import java.util.List;

/** Elementwise comparison of two tensors of one type; false where one is NaN. The others follow by swapping. */
public enum Comparison implements Op {
    EQUAL,
    LESS,
    LESS_EQUAL;

    @Override
    public TensorType infer(List<TensorType> inputs) {
        Expect.arity(this, inputs, 2);
        Expect.sameShape(this, inputs);
        Expect.that(inputs.get(0).dtype() == inputs.get(1).dtype(), this, inputs, "two inputs of one type");
        return inputs.get(0).withDType(DType.BOOL);
    }

    @Override
    public String label() {
        return Names.kebab(name());
    }
}
