package dev.adjoint.runtime.rewrite;

import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.ArgMax;
import dev.adjoint.api.op.Cast;
import dev.adjoint.api.op.Concat;
import dev.adjoint.api.op.Dot;
import dev.adjoint.api.op.Expand;
import dev.adjoint.api.op.Flip;
import dev.adjoint.api.op.Fold;
import dev.adjoint.api.op.Max;
import dev.adjoint.api.op.Op;
import dev.adjoint.api.op.Pad;
import dev.adjoint.api.op.Permute;
import dev.adjoint.api.op.Reshape;
import dev.adjoint.api.op.Slice;
import dev.adjoint.api.op.StopGradient;
import dev.adjoint.api.op.Sum;
import dev.adjoint.api.op.Window;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * What an op reads to compute some of its elements.
 *
 * @param op computes no others
 * @param result the elements that it computes: those that are asked for, and others where it cannot do without them
 * @param inputs what it reads of each of its inputs
 */
record Reading(Op op, Box result, List<Box> inputs) {
    static Reading of(Tensor tensor, Box asked) {
        Op op = tensor.op();
        if (tensor.inputs().isEmpty()) {
            return all(tensor);
        }
        Shape whole = tensor.shape();
        Shape x = tensor.input(0).shape();
        if (isElementwise(op)) {
            return new Reading(
                    op, asked, tensor.inputs().stream().map(input -> asked).toList());
        }
        if (op instanceof Expand expand) {
            Op fewer = new Expand(expand.axis(), asked.shape().size(expand.axis()));
            return of(fewer, asked, asked.in(x, axis -> axis < expand.axis() ? axis : axis + 1));
        }
        if (op instanceof Permute permute) {
            return of(op, asked, asked.in(x, permute.order()::indexOf));
        }
        if (op instanceof Flip flip) {
            int axis = flip.axis();
            int size = asked.shape().size(axis);
            return of(op, asked, asked.with(axis, whole.size(axis) - asked.end(axis), size));
        }
        if (op instanceof Slice slice) {
            return slice(slice, asked);
        }
        if (op instanceof Pad pad) {
            return pad(pad, asked, tensor);
        }
        if (op instanceof Window window) {
            return window(window, asked.withAll(window.axis() + 1, whole), x);
        }
        if (op instanceof Fold fold) {
            int position = fold.axis();
            return of(
                    op,
                    asked.withAll(position, whole),
                    asked.in(x, axis -> axis < position ? axis : axis > position + 1 ? axis - 1 : Box.NONE));
        }
        if (op instanceof Sum sum) {
            return reduction(op, sum.axis(), asked, x);
        }
        if (op instanceof Max max) {
            return reduction(op, max.axis(), asked, x);
        }
        if (op instanceof ArgMax largest) {
            return reduction(op, largest.axis(), asked, x);
        }
        if (op instanceof Concat concat) {
            Box result = asked.withAll(concat.axis(), whole);
            return new Reading(
                    op,
                    result,
                    tensor.inputs().stream()
                            .map(input -> result.withAll(concat.axis(), input.shape()))
                            .toList());
        }
        if (op instanceof Reshape) {
            return reshape(asked, whole, x);
        }
        return op instanceof Dot dot && !dot.isPartial() ? dot(dot, asked, tensor) : all(tensor);
    }

    /** All of a tensor, of all of its inputs. */
    private static Reading all(Tensor tensor) {
        List<Box> inputs =
                tensor.inputs().stream().map(input -> Box.all(input.shape())).toList();
        return new Reading(tensor.op(), Box.all(tensor.shape()), inputs);
    }

    private static Reading of(Op op, Box result, Box input) {
        return new Reading(op, result, List.of(input));
    }

    private static boolean isElementwise(Op op) {
        return Recomputation.isElementwise(op) || op instanceof Cast || op instanceof StopGradient;
    }

    private static Reading slice(Slice op, Box asked) {
        int axis = op.axis();
        int size = asked.shape().size(axis);
        int from = op.start() + asked.first().get(axis) * op.stride();
        Op fewer = new Slice(axis, 0, size, op.stride());
        return of(fewer, asked, asked.with(axis, from, (size - 1) * op.stride() + 1));
    }

    /** Padding alone is not made without what it surrounds. */
    private static Reading pad(Pad op, Box asked, Tensor tensor) {
        int axis = op.axis();
        int length = tensor.input(0).shape().size(axis);
        int first = asked.first().get(axis) - op.low();
        int end = asked.end(axis) - op.low();
        int from = Math.max(0, first);
        int to = Math.min(length, end);
        if (op.interior() > 0 || from >= to) {
            return of(op, asked.withAll(axis, tensor.shape()), asked.with(axis, 0, length));
        }
        Op less = new Pad(axis, from - first, end - to, 0, op.value());
        return of(less, asked, asked.with(axis, from, to - from));
    }

    private static Reading window(Window op, Box result, Shape x) {
        int position = op.axis();
        int size = (result.shape().size(position) - 1) * op.stride() + (op.size() - 1) * op.dilation() + 1;
        return of(
                op,
                result,
                result.in(x, axis -> axis <= position ? axis : axis + 1)
                        .with(position, result.first().get(position) * op.stride(), size));
    }

    private static Reading reduction(Op op, int reduced, Box asked, Shape x) {
        return of(op, asked, asked.in(x, axis -> axis == reduced ? Box.NONE : axis < reduced ? axis : axis - 1));
    }

    /** The first axes and the last ones may be the same before and after. */
    private static Reading reshape(Box asked, Shape whole, Shape x) {
        int most = Math.min(whole.rank(), x.rank());
        int leading = 0;
        while (leading < most && whole.size(leading) == x.size(leading)) {
            leading++;
        }
        int trailing = 0;
        while (trailing < most - leading
                && whole.size(whole.rank() - 1 - trailing) == x.size(x.rank() - 1 - trailing)) {
            trailing++;
        }
        int same = leading;
        int changedIn = x.rank() - trailing;
        Box result = asked;
        for (int axis = leading; axis < whole.rank() - trailing; axis++) {
            result = result.withAll(axis, whole);
        }
        IntUnaryOperator axisHere =
                axis -> axis < same ? axis : axis < changedIn ? Box.NONE : axis - x.rank() + whole.rank();
        return of(new Reshape(result.shape()), result, result.in(x, axisHere));
    }

    private static Reading dot(Dot op, Box asked, Tensor tensor) {
        Shape left = tensor.input(0).shape();
        Shape right = tensor.input(1).shape();
        List<Integer> leftFree = op.leftFree(left.rank());
        List<Integer> rightFree = op.rightFree(right.rank());
        int batch = op.leftBatch().size();
        return new Reading(
                op,
                asked,
                List.of(
                        asked.in(left, axis -> resultAxis(axis, op.leftBatch(), leftFree, batch)),
                        asked.in(
                                right, axis -> resultAxis(axis, op.rightBatch(), rightFree, batch + leftFree.size()))));
    }

    private static int resultAxis(int axis, List<Integer> batch, List<Integer> free, int freeFrom) {
        if (batch.contains(axis)) {
            return batch.indexOf(axis);
        }
        return free.contains(axis) ? freeFrom + free.indexOf(axis) : Box.NONE;
    }
}
