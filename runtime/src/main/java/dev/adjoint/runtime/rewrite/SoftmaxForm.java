package dev.adjoint.runtime.rewrite;

import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Binary;
import dev.adjoint.api.op.Expand;
import dev.adjoint.api.op.Max;
import dev.adjoint.api.op.StopGradient;
import dev.adjoint.api.op.Sum;
import dev.adjoint.api.op.Unary;
import java.util.Optional;

/**
 * e^x / Σ e^x along an axis.
 *
 * @param exponent x
 */
record SoftmaxForm(Tensor exponent, int axis) {
    static Optional<SoftmaxForm> of(Tensor quotient) {
        Tensor e = quotient.input(0);
        Tensor total = quotient.input(1);
        if (e.op() == Unary.EXP
                && total.op() instanceof Expand expand
                && total.input(0).op().equals(new Sum(expand.axis()))
                && total.input(0).input(0).equals(e)) {
            return Optional.of(new SoftmaxForm(e.input(0), expand.axis()));
        }
        return Optional.empty();
    }

    /** Whether the exponents are x - max x. */
    boolean isShifted() {
        return exponent.op() == Binary.SUB
                && exponent.input(1)
                        .op()
                        .equals(new Expand(axis, exponent.shape().size(axis)))
                && isMaximum(exponent.input(1).input(0), exponent.input(0));
    }

    private boolean isMaximum(Tensor tensor, Tensor x) {
        Tensor max = tensor.op() instanceof StopGradient ? tensor.input(0) : tensor;
        return max.op().equals(new Max(axis)) && max.input(0).equals(x);
    }

    /** The exponents without anything that is taken off all of them alike. */
    Tensor unshifted() {
        Tensor x = exponent;
        while (x.op() == Binary.SUB && Expansion.of(x.input(1)).axes().containsKey(axis)) {
            x = x.input(0);
        }
        return x;
    }
}
