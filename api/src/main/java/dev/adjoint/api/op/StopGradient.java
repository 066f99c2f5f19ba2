package dev.adjoint.api.op;

import dev.adjoint.api.graph.TensorType;
import java.util.List;

/** The same values, taken as constant by differentiation. */
public record StopGradient() implements Op {
    @Override
    public TensorType infer(List<TensorType> inputs) {
        return Expect.single(this, inputs);
    }
}
