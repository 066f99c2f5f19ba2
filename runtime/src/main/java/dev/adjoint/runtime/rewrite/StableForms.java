package dev.adjoint.runtime.rewrite;

import dev.adjoint.api.graph.Functions;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Binary;
import dev.adjoint.api.op.Expand;
import dev.adjoint.api.op.Flip;
import dev.adjoint.api.op.Gather;
import dev.adjoint.api.op.Op;
import dev.adjoint.api.op.Permute;
import dev.adjoint.api.op.Reshape;
import dev.adjoint.api.op.Slice;
import dev.adjoint.api.op.Sum;
import dev.adjoint.api.op.Unary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Logarithms and quotients of exponentials in the forms that neither overflow nor cancel. */
final class StableForms {
    private static final Set<Class<? extends Op>> VIEWS =
            Set.of(Reshape.class, Permute.class, Flip.class, Slice.class, Expand.class, Gather.class);

    private StableForms() {}

    /** log p, where p is a probability or a sum of exponentials whose logarithm has a form of its own. */
    static Optional<Tensor> log(Tensor log) {
        return logarithmOf(log.input(0));
    }

    /** e^x / Σ e^x = softmax(x), where no maximum is taken off yet. */
    static Optional<Tensor> softmax(Tensor quotient) {
        return SoftmaxForm.of(quotient)
                .filter(form -> !form.isShifted())
                .map(form -> Functions.softmax(form.exponent(), form.axis()));
    }

    private static Optional<Tensor> logarithmOf(Tensor p) {
        Op op = p.op();
        if (op == Unary.EXP) {
            return Optional.of(p.input(0));
        }
        if (op == Unary.SIGMOID) {
            return Optional.of(Functions.softplus(p.input(0).neg()).neg());
        }
        if (op == Binary.SUB && is(p.input(0), 1) && p.input(1).op() == Unary.SIGMOID) {
            return Optional.of(Functions.softplus(p.input(1).input(0)).neg());
        }
        if (op == Binary.ADD) {
            return logOfOnePlusExp(p.input(0), p.input(1)).or(() -> logOfOnePlusExp(p.input(1), p.input(0)));
        }
        if (op == Binary.DIV) {
            return SoftmaxForm.of(p).map(form -> Functions.logSoftmax(form.unshifted(), form.axis()));
        }
        if (op instanceof Sum sum && p.input(0).op() == Unary.EXP) {
            Tensor exponent = p.input(0).input(0);
            return new SoftmaxForm(exponent, sum.axis()).isShifted()
                    ? Optional.empty()
                    : Optional.of(Functions.logSumExp(exponent, sum.axis()));
        }
        if (op == Binary.MAX || op == Binary.MIN) {
            return logOfClipped(op, p.input(0), p.input(1)).or(() -> logOfClipped(op, p.input(1), p.input(0)));
        }
        return VIEWS.contains(op.getClass()) ? logOfView(p) : Optional.empty();
    }

    /** log(1 + e^x) = softplus(x), but for x = -|y|, which is what softplus is made of. */
    private static Optional<Tensor> logOfOnePlusExp(Tensor one, Tensor exp) {
        if (!is(one, 1) || exp.op() != Unary.EXP) {
            return Optional.empty();
        }
        Tensor x = exp.input(0);
        boolean neverPositive = x.op() == Unary.NEG && x.input(0).op() == Unary.ABS;
        return neverPositive ? Optional.empty() : Optional.of(Functions.softplus(x));
    }

    /** log max(p, ε) = max(log p, log ε), and as for the minimum. */
    private static Optional<Tensor> logOfClipped(Op op, Tensor p, Tensor bound) {
        OptionalDouble epsilon = Expansion.number(bound);
        if (epsilon.isEmpty() || epsilon.getAsDouble() <= 0) {
            return Optional.empty();
        }
        return logarithmOf(p)
                .map(log -> Tensor.of(
                        op,
                        log,
                        Tensor.constant(Math.log(epsilon.getAsDouble())).broadcast(log.shape())));
    }

    private static Optional<Tensor> logOfView(Tensor view) {
        return logarithmOf(view.input(0)).map(log -> {
            List<Tensor> inputs = new ArrayList<>(view.inputs());
            inputs.set(0, log);
            return Tensor.of(view.op(), inputs);
        });
    }

    private static boolean is(Tensor tensor, double value) {
        OptionalDouble number = Expansion.number(tensor);
        return number.isPresent() && number.getAsDouble() == value;
    }
}
