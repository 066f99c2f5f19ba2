package dev.adjoint.core.loss;

import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;

/** Reductions within each row: [n, ...] to [n]. */
final class Row {
    private Row() {}

    static Tensor sum(Tensor x) {
        return flat(x).sum(-1);
    }

    static Tensor mean(Tensor x) {
        Tensor flat = flat(x);
        return flat.sum(-1).div(flat.shape().last());
    }

    private static Tensor flat(Tensor x) {
        int size = Math.toIntExact(x.shape().row().elements());
        return x.reshape(Shape.of(Shape.ROWS, size));
    }
}
