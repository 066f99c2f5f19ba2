package dev.adjoint.api.op;

import dev.adjoint.api.graph.TensorType;
import java.util.List;

/**
 * The same values, taken as constant by differentiation. In a program that is not differentiated any more, the sign that
 * what is computed from them is computed anew, where it is used, though it was computed before.
 */
public record StopGradient() implements Op {
    @Override
    public TensorType infer(List<TensorType> inputs) {
        return Expect.single(this, inputs);
    }
}
