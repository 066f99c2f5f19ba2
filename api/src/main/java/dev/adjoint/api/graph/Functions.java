package dev.adjoint.api.graph;

import java.util.stream.IntStream;

/** Functions made of ops, in the forms that neither overflow nor cancel. */
public final class Functions {
    private Functions() {}

    /** max(x, 0), with derivative 0 at 0. */
    public static Tensor relu(Tensor x) {
        return x.lessEqual(0).where(Tensor.constant(0), x);
    }

    /** log(1 + e^x) = max(x, 0) + log(1 + e^-|x|). */
    public static Tensor softplus(Tensor x) {
        return x.maximum(0).add(x.abs().neg().exp().add(1).log());
    }

    /**
     * e^x - 1 = 2 t / (1 - t) for t = tanh(x / 2): exact near zero and below. Above, it loses digits as t comes close
     * to 1, and from about 17 on it is infinite.
     */
    public static Tensor expm1(Tensor x) {
        Tensor t = x.mul(0.5).tanh();
        return t.mul(2).div(t.neg().add(1));
    }

    /** The size of an axis as a tensor: a constant, or the number of rows. */
    public static Tensor size(Tensor x, int axis) {
        int size = x.shape().size(axis);
        if (size > 0) {
            return Tensor.constant(size);
        }
        return size == Shape.ROWS ? Tensor.rows() : Tensor.rows().mul(-(double) size);
    }

    /** The mean along the given axes, which disappear; along all if none is given. */
    public static Tensor mean(Tensor x, int... axes) {
        Tensor count = Tensor.constant(1);
        int[] all =
                axes.length > 0 ? axes : IntStream.range(0, x.shape().rank()).toArray();
        for (int axis : IntStream.of(all).map(x.shape()::axis).distinct().toArray()) {
            count = count.mul(size(x, axis));
        }
        return x.sum(axes).div(count);
    }

    /** The mean squared distance from the mean along one axis, which disappears. */
    public static Tensor variance(Tensor x, int axis) {
        return mean(x.sub(repeat(mean(x, axis), x, axis)).square(), axis);
    }

    /** A reduction along an axis of x, repeated along that axis to the shape of x. */
    public static Tensor repeat(Tensor reduced, Tensor x, int axis) {
        int at = x.shape().axis(axis);
        return reduced.expand(at, x.shape().size(at));
    }

    /** log Σ e^x along an axis, which disappears. */
    public static Tensor logSumExp(Tensor x, int axis) {
        Tensor max = x.max(axis).stopGradient();
        return x.sub(repeat(max, x, axis)).exp().sum(axis).log().add(max);
    }

    /** log softmax(x) = x - max - log Σ e^(x - max), along an axis. */
    public static Tensor logSoftmax(Tensor x, int axis) {
        Tensor shifted = x.sub(repeat(x.max(axis).stopGradient(), x, axis));
        return shifted.sub(repeat(shifted.exp().sum(axis).log(), x, axis));
    }

    /** e^(x - max) / Σ e^(x - max), along an axis. */
    public static Tensor softmax(Tensor x, int axis) {
        Tensor e = x.sub(repeat(x.max(axis).stopGradient(), x, axis)).exp();
        return e.div(repeat(e.sum(axis), x, axis));
    }

    /** 1 at the index and 0 elsewhere, along a new last axis. */
    public static Tensor oneHot(Tensor indices, int classes) {
        Tensor columns = indices.expand(-1, classes);
        return columns.equal(Tensor.iota(classes)).cast(DType.FLOAT);
    }
}
