package dev.adjoint.runtime.autodiff;

import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Functions;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Max;
import java.util.Map;
import java.util.Objects;

/** The largest elements along an axis share the gradient equally. */
final class MaxRule implements Rule {
    @Override
    public Tensor pullBack(Tensor y, int input, Tensor g) {
        Tensor largest = largest(y);
        int axis = ((Max) y.op()).axis();
        return largest.mul(Functions.repeat(g.div(largest.sum(axis)), largest, axis));
    }

    @Override
    public Tensor pushForward(Tensor y, Map<Integer, Tensor> tangents) {
        Tensor largest = largest(y);
        int axis = ((Max) y.op()).axis();
        return largest.mul(Objects.requireNonNull(tangents.get(0))).sum(axis).div(largest.sum(axis));
    }

    /** 1 where an element is the largest, 0 elsewhere. */
    private static Tensor largest(Tensor y) {
        Tensor x = y.input(0);
        return x.equal(Functions.repeat(y, x, ((Max) y.op()).axis())).cast(DType.FLOAT);
    }
}
