package dev.adjoint.runtime.rewrite;

import dev.adjoint.api.graph.Functions;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Max;
import dev.adjoint.api.op.Sum;
import dev.adjoint.api.op.Unary;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reductions of values that are fewer, or simpler, than they look. */
final class Reductions {
    private Reductions() {}

    /** The one element along an axis of size 1 is its sum, and its maximum. */
    static Optional<Tensor> ofOne(int axis, Tensor result) {
        Tensor x = result.input(0);
        return x.shape().size(axis) == 1 ? Optional.of(x.reshape(result.shape())) : Optional.empty();
    }

    /** Σ -x = -Σ x. */
    static Optional<Tensor> ofNegative(Tensor sum) {
        Tensor x = sum.input(0);
        return x.op() == Unary.NEG ? Optional.of(Tensor.of(sum.op(), x.input(0)).neg()) : Optional.empty();
    }

    /** Σ of n equal values = n times the value; other sums are taken before the values are repeated. */
    static Optional<Tensor> sum(Sum op, Tensor result) {
        Expansion x = Expansion.of(result.input(0));
        if (x.axes().containsKey(op.axis())) {
            Tensor one = x.without(axis -> axis == op.axis()).tensor();
            return Optional.of(one.mul(Functions.size(result.input(0), op.axis())));
        }
        return x.axes().isEmpty()
                ? Optional.empty()
                : Optional.of(reduced(x, op.axis()).around(Tensor.of(new Sum(x.coreAxis(op.axis())), x.core())));
    }

    /** The largest of equal values is that value; other maxima are taken before the values are repeated. */
    static Optional<Tensor> max(Max op, Tensor result) {
        Expansion x = Expansion.of(result.input(0));
        if (x.axes().containsKey(op.axis())) {
            return Optional.of(x.without(axis -> axis == op.axis()).tensor());
        }
        return x.axes().isEmpty()
                ? Optional.empty()
                : Optional.of(reduced(x, op.axis()).around(Tensor.of(new Max(x.coreAxis(op.axis())), x.core())));
    }

    /** The axes along which the values are repeated after an axis of theirs has disappeared. */
    private static Expansion reduced(Expansion x, int axis) {
        SortedMap<Integer, Integer> axes = new TreeMap<>();
        x.axes().forEach((repeated, size) -> axes.put(repeated > axis ? repeated - 1 : repeated, size));
        return new Expansion(x.core(), axes);
    }
}
