package dev.adjoint.api.graph;

import dev.adjoint.api.ShapeException;
import dev.adjoint.api.op.Expand;
import dev.adjoint.api.op.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Makes the shapes of elementwise operands equal, by explicit expansion. */
final class Broadcast {
    private Broadcast() {}

    /** The op on inputs that are repeated to the smallest shape which all of them can be repeated to. */
    static Tensor apply(Op op, Tensor... inputs) {
        Shape shape = inputs[0].shape();
        for (Tensor input : inputs) {
            shape = shape(op::label, shape, input.shape());
        }
        List<Tensor> repeated = new ArrayList<>();
        for (Tensor input : inputs) {
            repeated.add(to(input, shape));
        }
        return Tensor.of(op, repeated);
    }

    private static Shape shape(Supplier<String> what, Shape a, Shape b) {
        List<Integer> sizes = new ArrayList<>();
        for (int fromEnd = Math.max(a.rank(), b.rank()); fromEnd > 0; fromEnd--) {
            int sizeA = fromEnd > a.rank() ? 1 : a.size(-fromEnd);
            int sizeB = fromEnd > b.rank() ? 1 : b.size(-fromEnd);
            if (sizeA != sizeB && sizeA != 1 && sizeB != 1) {
                throw new ShapeException(what.get() + " does not apply to shapes " + a + " and " + b
                        + ": expected sizes that, matched from the last axis, are equal or 1");
            }
            sizes.add(sizeA == 1 ? sizeB : sizeA);
        }
        return new Shape(sizes);
    }

    static Tensor to(Tensor x, Shape target) {
        if (x.shape().equals(target)) {
            return x;
        }
        if (!shape(() -> "broadcast", x.shape(), target).equals(target)) {
            throw new ShapeException("shape " + x.shape() + " cannot be repeated to " + target + ", which is smaller");
        }
        Tensor result = x;
        for (int axis = 0; axis < target.rank(); axis++) {
            int own = axis - (target.rank() - x.shape().rank());
            int size = target.size(axis);
            if (own < 0) {
                result = Tensor.of(new Expand(axis, size), result);
            } else if (x.shape().size(own) != size) {
                Tensor dropped = result.reshape(result.shape().remove(axis));
                result = Tensor.of(new Expand(axis, size), dropped);
            }
        }
        return result;
    }
}
