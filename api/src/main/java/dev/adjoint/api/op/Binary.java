package dev.adjoint.api.op;

import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.TensorType;
import dev.adjoint.api.plugin.Names;
import java.util.List;

/** Elementwise arithmetic of two tensors of one shape; broadcasting is an explicit {@link Expand}. */
public enum Binary implements Op {
    ADD,
    SUB,
    MUL,
    DIV,
    /** x to the power y, as {@link Math#pow}. */
    POW,
    /** As {@link Math#max}: NaN if one is NaN, and 0 is larger than -0. */
    MAX,
    /** As {@link Math#min}: NaN if one is NaN, and -0 is smaller than 0. */
    MIN;

    @Override
    public TensorType infer(List<TensorType> inputs) {
        Expect.arity(this, inputs, 2);
        Expect.sameShape(this, inputs);
        DType dtype = inputs.get(0).dtype();
        boolean whole = this != DIV && this != POW;
        Expect.that(
                dtype == inputs.get(1).dtype() && (dtype == DType.FLOAT || whole && dtype == DType.INT),
                this,
                inputs,
                "two inputs of type FLOAT" + (whole ? ", or two of type INT" : ""));
        return inputs.get(0);
    }

    @Override
    public String label() {
        return Names.kebab(name());
    }
}
