package dev.adjoint.runtime.rewrite;

import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Binary;
import dev.adjoint.api.op.Expand;
import dev.adjoint.api.op.Sum;
import dev.adjoint.api.op.Unary;
import java.util.List;
import java.util.Optional;

/**
 * The gradient of p = softmax(x) = e / S, with S the sum of e = e^(x - max x), is derived as (g/S - Σ (g/S) p) e, with two
 * divisions for each element. It is (g - Σ g p) p, with none, and neither e nor S is kept for it.
 */
final class SoftmaxGradients {
    private SoftmaxGradients() {}

    /** (g/S - Σ (g/S) p) e = (g - Σ g p) p. */
    static Optional<Tensor> product(Tensor product) {
        return withExponential(product.input(0), product.input(1))
                .or(() -> withExponential(product.input(1), product.input(0)));
    }

    private static Optional<Tensor> withExponential(Tensor difference, Tensor e) {
        if (e.op() != Unary.EXP || difference.op() != Binary.ADD) {
            return Optional.empty();
        }
        Tensor first = difference.input(0);
        Tensor second = difference.input(1);
        return ofTerms(first, second, e).or(() -> ofTerms(second, first, e));
    }

    /** The gradient, if the terms are g/S and -Σ (g/S) p. */
    private static Optional<Tensor> ofTerms(Tensor quotient, Tensor repeated, Tensor e) {
        if (quotient.op() != Binary.DIV
                || !(repeated.op() instanceof Expand expand)
                || repeated.input(0).op() != Unary.NEG) {
            return Optional.empty();
        }
        Tensor sum = repeated.input(0).input(0);
        if (!sum.op().equals(new Sum(expand.axis())) || sum.input(0).op() != Binary.MUL) {
            return Optional.empty();
        }
        List<Tensor> factors = sum.input(0).inputs();
        Tensor p = factors.get(factors.indexOf(quotient) == 0 ? 1 : 0);
        boolean isSumOfShares = factors.contains(quotient) && p.inputs().equals(List.of(e, quotient.input(1)));
        boolean isSoftmax = p.op() == Binary.DIV
                && SoftmaxForm.of(p).stream().anyMatch(form -> form.isShifted() && form.axis() == expand.axis());
        if (!isSumOfShares || !isSoftmax) {
            return Optional.empty();
        }
        Tensor g = quotient.input(0);
        Tensor mean = g.mul(p).sum(expand.axis()).neg().expand(expand.axis(), expand.size());
        return Optional.of(g.add(mean).mul(p));
    }
}
