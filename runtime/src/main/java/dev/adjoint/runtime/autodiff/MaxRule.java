package dev.adjoint.runtime.autodiff;

import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Functions;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Max;
import java.util.Map;
import java.util.Objects;

/**
 * The largest elements along an axis share the gradient equally. Of two elements, each is compared with the other one, which
 * takes neither the maximum nor a division; along the last axis, where vectors run, that would read backwards.
 */
final class MaxRule implements Rule {
    @Override
    public Tensor pullBack(Tensor y, int input, Tensor g) {
        Tensor x = y.input(0);
        int axis = ((Max) y.op()).axis();
        if (isOfPairs(x, axis)) {
            return ofPairs(x, axis, Functions.repeat(g, x, axis));
        }
        Tensor largest = largest(y);
        Tensor share = g.div(largest.cast(DType.FLOAT).sum(axis));
        return largest.where(Functions.repeat(share, x, axis), Tensor.constant(0));
    }

    @Override
    public Tensor pushForward(Tensor y, Map<Integer, Tensor> tangents) {
        Tensor x = y.input(0);
        Tensor tangent = Objects.requireNonNull(tangents.get(0));
        int axis = ((Max) y.op()).axis();
        if (isOfPairs(x, axis)) {
            return ofPairs(x, axis, tangent).sum(axis);
        }
        Tensor largest = largest(y);
        return largest.where(tangent, Tensor.constant(0))
                .sum(axis)
                .div(largest.cast(DType.FLOAT).sum(axis));
    }

    private static boolean isOfPairs(Tensor x, int axis) {
        return x.shape().size(axis) == 2 && axis < x.shape().rank() - 1;
    }

    /** What remains of numbers that stand at both elements of each pair: of the larger one's, or half of each. */
    private static Tensor ofPairs(Tensor x, int axis, Tensor numbers) {
        Tensor other = x.flip(axis);
        return GradientTable.share(numbers, x.lessEqual(other), x.equal(other));
    }

    /** Where an element is the largest. */
    private static Tensor largest(Tensor y) {
        Tensor x = y.input(0);
        return x.equal(Functions.repeat(y, x, ((Max) y.op()).axis()));
    }
}
