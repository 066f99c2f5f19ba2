package dev.adjoint.runtime.autodiff;

import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Concat;
import dev.adjoint.api.op.Fold;
import dev.adjoint.api.op.Gather;
import dev.adjoint.api.op.Pad;
import dev.adjoint.api.op.Slice;

/** The transposes of linear ops that take more than a line; x is the input, g the gradient of the result. */
final class Transposes {
    private Transposes() {}

    /** Each element of g back to where it was taken from, zeros between. */
    static Tensor slice(Slice op, Tensor x, Tensor g) {
        int end = op.start() + (op.size() - 1) * op.stride() + 1;
        return g.pad(op.axis(), op.start(), x.shape().size(op.axis()) - end, op.stride() - 1, 0);
    }

    static Tensor pad(Pad op, Tensor x, Tensor g) {
        return g.slice(op.axis(), op.low(), x.shape().size(op.axis()), op.interior() + 1);
    }

    /** The linear part of padding, which is affine. */
    static Pad withZeros(Pad op) {
        return new Pad(op.axis(), op.low(), op.high(), op.interior(), 0);
    }

    static Tensor concat(Concat op, Tensor y, int input, Tensor g) {
        int start = y.inputs().subList(0, input).stream()
                .mapToInt(part -> part.shape().size(op.axis()))
                .sum();
        return g.slice(op.axis(), start, y.input(input).shape().size(op.axis()));
    }

    /** The windows of g; where the folded axis is longer than its windows reach, the first of them only. */
    static Tensor fold(Fold op, Tensor x, Tensor g) {
        Tensor windows = g.window(op.axis(), x.shape().size(op.axis() + 1), op.stride(), op.dilation());
        int positions = x.shape().size(op.axis());
        return windows.shape().size(op.axis()) == positions ? windows : windows.slice(op.axis(), 0, positions);
    }

    static Tensor gather(Gather op, Tensor y, Tensor g) {
        Tensor table = y.input(0);
        int axis = table.shape().axis(op.axis());
        return g.scatterAdd(axis, table.shape().size(axis), y.input(1));
    }
}
