package dev.adjoint.runtime.rewrite;

import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Dot;
import dev.adjoint.api.op.Fold;
import dev.adjoint.api.op.Permute;
import dev.adjoint.api.op.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Windows are added back without adding: what windows become when they are differentiated, as cheaper ops. */
final class WindowGradients {
    /**
     * How much longer than before an axis may become over which a contraction runs. Measured for 3 by 3 windows and 32
     * channels: folding takes a third of the time of the contraction, so that with two axes a ninth more of each is the
     * most that pays; 13 positions instead of 11 were slower.
     */
    private static final double LONGER = 1.1;

    private WindowGradients() {}

    /** Windows side by side do not meet: their elements, one after the other, and zeros behind them. */
    static Optional<Tensor> apart(Fold op, Tensor result) {
        Tensor x = result.input(0);
        int axis = op.axis();
        int size = x.shape().size(axis + 1);
        if (size != op.stride() || op.dilation() != 1 && size > 1) {
            return Optional.empty();
        }
        int covered = x.shape().size(axis) * size;
        Tensor joined = x.reshape(x.shape().remove(axis + 1).replace(axis, covered));
        return Optional.of(joined.pad(axis, 0, op.length() - covered));
    }

    /**
     * Σ g[p] w[k] over p + d k = h, the gradient of a convolution for its input, is Σ g[h - d (K - 1) + d k] w[K - 1 - k]
     * over k: the windows of g, with zeros around it, contracted with w from its end to its beginning. It stores no
     * windows.
     */
    static Optional<Tensor> convolution(Fold op, Tensor result) {
        Tensor windows = result.input(0);
        List<Integer> order = windows.op() instanceof Permute permute
                ? permute.order()
                : IntStream.range(0, windows.shape().rank()).boxed().toList();
        Tensor product = windows.op() instanceof Permute ? windows.input(0) : windows;
        if (!(product.op() instanceof Dot dot) || dot.isPartial() || op.stride() != 1) {
            return Optional.empty();
        }
        Tensor g = product.input(0);
        Tensor w = product.input(1);
        int batch = dot.leftBatch().size();
        List<Integer> leftFree = dot.leftFree(g.shape().rank());
        List<Integer> rightFree = dot.rightFree(w.shape().rank());
        int position = order.get(op.axis()) - batch;
        int place = order.get(op.axis() + 1) - batch - leftFree.size();
        int positions = windows.shape().size(op.axis());
        if (position < 0 || position >= leftFree.size() || place < 0 || op.length() > LONGER * positions) {
            return Optional.empty();
        }
        int along = leftFree.get(position);
        int size = windows.shape().size(op.axis() + 1);
        int around = (size - 1) * op.dilation();
        Tensor slid = padded(g, along, around, op.length() - positions).window(along, size, 1, op.dilation());

        List<Integer> contract = new ArrayList<>(List.of(rightFree.get(place)));
        contract.addAll(dot.rightContract());
        List<Integer> axes = new ArrayList<>(dot.rightBatch());
        axes.addAll(contract);
        rightFree.stream().filter(axis -> !axis.equals(rightFree.get(place))).forEach(axes::add);
        // The flip comes last: so what is read in another order than it stands in memory is a tensor of its own.
        Tensor turned =
                w.permute(axes.stream().mapToInt(axis -> axis).toArray()).flip(batch);
        List<Integer> leftContract = new ArrayList<>(List.of(along + 1));
        leftContract.addAll(behind(dot.leftContract(), along));
        Dot convolution = new Dot(
                behind(dot.leftBatch(), along),
                IntStream.range(0, batch).boxed().toList(),
                leftContract,
                IntStream.range(batch, batch + contract.size()).boxed().toList());
        return Optional.of(Tensor.of(new Permute(without(order, op.axis() + 1)), slid.dot(turned, convolution)));
    }

    /** Zeros around an axis; in front of windows along other axes, so that these stay views. */
    private static Tensor padded(Tensor x, int axis, int low, int high) {
        if (x.op() instanceof Window window && axis != window.axis() && axis != window.axis() + 1) {
            int before = axis < window.axis() ? axis : axis - 1;
            return Tensor.of(window, padded(x.input(0), before, low, high));
        }
        return x.pad(axis, low, high);
    }

    /** Where axes stand after one of them has become two. */
    private static List<Integer> behind(List<Integer> axes, int windowed) {
        return axes.stream().map(axis -> axis > windowed ? axis + 1 : axis).toList();
    }

    /** The order of the remaining axes after one of those that are put in order has disappeared. */
    private static List<Integer> without(List<Integer> order, int removed) {
        int gone = order.get(removed);
        List<Integer> remaining = new ArrayList<>(order);
        remaining.remove(removed);
        return remaining.stream().map(axis -> axis > gone ? axis - 1 : axis).toList();
    }
}
