package dev.adjoint.runtime.rewrite;

import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Cast;
import dev.adjoint.api.op.Concat;
import dev.adjoint.api.op.Flip;
import dev.adjoint.api.op.Pad;
import dev.adjoint.api.op.Permute;
import dev.adjoint.api.op.Reshape;
import dev.adjoint.api.op.Slice;
import dev.adjoint.api.op.Window;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Moves of data that follow each other become one, and those that move nothing disappear; all to the bit. */
final class Views {
    private Views() {}

    static Optional<Tensor> reshape(Reshape op, Tensor result) {
        Tensor x = result.input(0);
        if (x.shape().equals(op.shape())) {
            return Optional.of(x);
        }
        return x.op() instanceof Reshape ? Optional.of(x.input(0).reshape(op.shape())) : Optional.empty();
    }

    static Optional<Tensor> permute(Permute op, Tensor result) {
        Tensor x = result.input(0);
        Shape shape = x.shape();
        List<Integer> order = op.order();
        if (order.equals(IntStream.range(0, shape.rank()).boxed().toList())) {
            return Optional.of(x);
        }
        if (x.op() instanceof Permute inner) {
            return Optional.of(
                    Tensor.of(new Permute(order.stream().map(inner.order()::get).toList()), x.input(0)));
        }
        List<Integer> moved =
                order.stream().filter(axis -> shape.size(axis) != 1).toList();
        return moved.equals(moved.stream().sorted().toList())
                ? Optional.of(x.reshape(result.shape()))
                : Optional.empty();
    }

    static Optional<Tensor> flip(Flip op, Tensor result) {
        Tensor x = result.input(0);
        if (x.op().equals(op)) {
            return Optional.of(x.input(0));
        }
        return x.shape().size(op.axis()) == 1 ? Optional.of(x) : Optional.empty();
    }

    static Optional<Tensor> slice(Slice op, Tensor result) {
        Tensor x = result.input(0);
        int axis = op.axis();
        if (op.size() == x.shape().size(axis)) {
            return Optional.of(x);
        }
        if (x.op() instanceof Slice inner && inner.axis() == axis) {
            int start = inner.start() + op.start() * inner.stride();
            return Optional.of(x.input(0).slice(axis, start, op.size(), op.stride() * inner.stride()));
        }
        int last = op.start() + (op.size() - 1) * op.stride();
        if (x.op() instanceof Concat concat && concat.axis() == axis) {
            int start = 0;
            for (Tensor part : x.inputs()) {
                int end = start + part.shape().size(axis);
                if (op.start() >= start && last < end) {
                    return Optional.of(part.slice(axis, op.start() - start, op.size(), op.stride()));
                }
                start = end;
            }
        }
        if (x.op() instanceof Pad pad && pad.axis() == axis && pad.interior() == 0) {
            Tensor inside = x.input(0);
            if (op.start() >= pad.low() && last < pad.low() + inside.shape().size(axis)) {
                return Optional.of(inside.slice(axis, op.start() - pad.low(), op.size(), op.stride()));
            }
        }
        return Optional.empty();
    }

    static Optional<Tensor> pad(Pad op, Tensor result) {
        Tensor x = result.input(0);
        return x.shape().equals(result.shape()) ? Optional.of(x) : Optional.empty();
    }

    static Optional<Tensor> concat(Concat op, Tensor result) {
        if (result.inputs().size() == 1) {
            return Optional.of(result.input(0));
        }
        boolean nested = result.inputs().stream().anyMatch(part -> part.op().equals(op));
        return nested
                ? Optional.of(Tensor.concat(
                        op.axis(),
                        result.inputs().stream()
                                .flatMap(part -> part.op().equals(op) ? part.inputs().stream() : List.of(part).stream())
                                .toList()))
                : Optional.empty();
    }

    static Optional<Tensor> cast(Cast op, Tensor result) {
        Tensor x = result.input(0);
        if (x.dtype() == op.dtype()) {
            return Optional.of(x);
        }
        boolean twice = x.op() instanceof Cast && op.dtype() == DType.FLOAT;
        return twice ? Optional.of(x.input(0).cast(op.dtype())) : Optional.empty();
    }

    /** Windows of one element, side by side, are the elements. */
    static Optional<Tensor> window(Window op, Tensor result) {
        return op.size() == 1 && op.stride() == 1
                ? Optional.of(result.input(0).reshape(result.shape()))
                : Optional.empty();
    }
}
