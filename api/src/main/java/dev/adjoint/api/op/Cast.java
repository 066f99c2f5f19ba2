package dev.adjoint.api.op;

import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.TensorType;
import java.util.List;

/** Reads truth values as 1 and 0, or whole numbers as real ones. */
public record Cast(DType dtype) implements Op {
    @Override
    public TensorType infer(List<TensorType> inputs) {
        TensorType x = Expect.single(this, inputs);
        Expect.that(
                dtype == DType.FLOAT || dtype == DType.INT && x.dtype() != DType.FLOAT,
                this,
                inputs,
                "a cast to FLOAT, or from BOOL to INT");
        return x.withDType(dtype);
    }
}
