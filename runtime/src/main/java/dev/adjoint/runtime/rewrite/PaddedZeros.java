package dev.adjoint.runtime.rewrite;

import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Expand;
import dev.adjoint.api.op.Pad;
import dev.adjoint.api.op.Reshape;
import java.util.List;
import java.util.Optional;

/**
 * Zeros around a tensor stay around what is made of it, as where(c, x, 0), to the bit: so what windows leave over at the border
 * is padded once, when all else is done, and everything before is computed inside only.
 */
final class PaddedZeros {
    private PaddedZeros() {}

    /** where(c, pad x, pad y) = pad(where(c', x, y)), where c' is c inside; x or y may be zeros already. */
    static Optional<Tensor> where(Tensor result) {
        Tensor condition = result.input(0);
        Tensor a = result.input(1);
        Tensor b = result.input(2);
        if (!isPadded(a) && !isPadded(b)
                || !(isPadded(a) || isZero(a))
                || !(isPadded(b) || isZero(b))
                || isPadded(a) && isPadded(b) && !a.op().equals(b.op())) {
            return Optional.empty();
        }
        Tensor padded = isPadded(a) ? a : b;
        Pad pad = (Pad) padded.op();
        Shape inside = padded.input(0).shape();
        Tensor inner = condition.slice(pad.axis(), pad.low(), inside.size(pad.axis()), pad.interior() + 1);
        return Optional.of(Tensor.of(pad, inner.where(inside(a, inside), inside(b, inside))));
    }

    private static Tensor inside(Tensor tensor, Shape shape) {
        return isPadded(tensor) ? tensor.input(0) : Tensor.constant(0).broadcast(shape);
    }

    /** (pad x) k = pad(x k) for a positive number k. */
    static Optional<Tensor> mul(Tensor product) {
        for (int i = 0; i < 2; i++) {
            Tensor x = product.input(i);
            double number = Expansion.number(product.input(1 - i)).orElse(0);
            if (isPadded(x) && number > 0 && (float) number > 0 && Float.isFinite((float) number)) {
                return Optional.of(Tensor.of(x.op(), x.input(0).mul(number)));
            }
        }
        return Optional.empty();
    }

    /** A padded tensor repeated is a repeated one padded. */
    static Optional<Tensor> expand(Expand op, Tensor result) {
        Tensor x = result.input(0);
        if (!isPadded(x)) {
            return Optional.empty();
        }
        Pad pad = (Pad) x.op();
        int axis = pad.axis() >= op.axis() ? pad.axis() + 1 : pad.axis();
        return Optional.of(Tensor.of(along(pad, axis), x.input(0).expand(op.axis(), op.size())));
    }

    /** A padded tensor of another shape is a tensor of another shape padded, if the padded axis stays what it is. */
    static Optional<Tensor> reshape(Reshape op, Tensor result) {
        Tensor x = result.input(0);
        if (!isPadded(x)) {
            return Optional.empty();
        }
        Pad pad = (Pad) x.op();
        List<Integer> before = x.shape().sizes();
        List<Integer> after = op.shape().sizes();
        for (int axis = 0; axis < after.size(); axis++) {
            if (after.get(axis).equals(before.get(pad.axis()))
                    && sameElements(before.subList(0, pad.axis()), after.subList(0, axis))) {
                int size = x.input(0).shape().size(pad.axis());
                return Optional.of(Tensor.of(
                        along(pad, axis), x.input(0).reshape(op.shape().replace(axis, size))));
            }
        }
        return Optional.empty();
    }

    private static boolean sameElements(List<Integer> sizes, List<Integer> others) {
        Shape shape = Shape.of(sizes.stream().mapToInt(size -> size).toArray());
        Shape other = Shape.of(others.stream().mapToInt(size -> size).toArray());
        return shape.elements(1) == other.elements(1) && shape.elements(2) == other.elements(2);
    }

    private static Pad along(Pad pad, int axis) {
        return new Pad(axis, pad.low(), pad.high(), pad.interior(), pad.value());
    }

    private static boolean isPadded(Tensor tensor) {
        return tensor.op() instanceof Pad pad && isPlusZero(pad.value());
    }

    private static boolean isZero(Tensor tensor) {
        return isPlusZero(Expansion.number(tensor).orElse(1));
    }

    private static boolean isPlusZero(double value) {
        return Double.doubleToRawLongBits(value) == 0;
    }
}
