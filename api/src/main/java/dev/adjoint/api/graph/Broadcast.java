package dev.adjoint.api.graph;

import dev.adjoint.api.ShapeException;
import dev.adjoint.api.op.Expand;
import dev.adjoint.api.op.Op;
import java.util.ArrayList;
import java.util.List;

/** Makes the shapes of elementwise operands equal, by explicit expansion. */
final class Broadcast {
    private Broadcast() {}

    static Tensor apply(Op op, Tensor a, Tensor b) {
        if (a.shape().equals(b.shape())) {
            return Tensor.of(op, a, b);
        }
        Shape shape = shape(a.shape(), b.shape());
        return Tensor.of(op, to(a, shape), to(b, shape));
    }

    /** The smallest shape that both can be repeated to. */
    static Shape shape(Shape a, Shape b) {
        List<Integer> sizes = new ArrayList<>();
        for (int fromEnd = Math.max(a.rank(), b.rank()); fromEnd > 0; fromEnd--) {
            int sizeA = fromEnd > a.rank() ? 1 : a.size(-fromEnd);
            int sizeB = fromEnd > b.rank() ? 1 : b.size(-fromEnd);
            if (sizeA != sizeB && sizeA != 1 && sizeB != 1) {
                throw new ShapeException("shapes " + a + " and " + b + " do not broadcast: matched from the last axis, "
                        + "sizes must be equal or 1");
            }
            sizes.add(sizeA == 1 ? sizeB : sizeA);
        }
        return new Shape(sizes);
    }

    static Tensor to(Tensor x, Shape target) {
        if (x.shape().equals(target)) {
            return x;
        }
        if (!shape(x.shape(), target).equals(target)) {
            throw new ShapeException("shape " + x.shape() + " cannot be repeated to " + target);
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
