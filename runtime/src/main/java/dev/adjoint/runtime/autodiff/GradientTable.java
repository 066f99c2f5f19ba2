package dev.adjoint.runtime.autodiff;

import dev.adjoint.api.PluginException;
import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.ArgMax;
import dev.adjoint.api.op.Binary;
import dev.adjoint.api.op.Cast;
import dev.adjoint.api.op.Comparison;
import dev.adjoint.api.op.Concat;
import dev.adjoint.api.op.CustomKernel;
import dev.adjoint.api.op.CustomKernelGradient;
import dev.adjoint.api.op.Dot;
import dev.adjoint.api.op.Expand;
import dev.adjoint.api.op.Flip;
import dev.adjoint.api.op.Fold;
import dev.adjoint.api.op.Gather;
import dev.adjoint.api.op.Max;
import dev.adjoint.api.op.MultiOp;
import dev.adjoint.api.op.Op;
import dev.adjoint.api.op.Pad;
import dev.adjoint.api.op.Permute;
import dev.adjoint.api.op.Reshape;
import dev.adjoint.api.op.ScatterAdd;
import dev.adjoint.api.op.Slice;
import dev.adjoint.api.op.StopGradient;
import dev.adjoint.api.op.Sum;
import dev.adjoint.api.op.Unary;
import dev.adjoint.api.op.Where;
import dev.adjoint.api.op.Window;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The derivative of every op, an entry each: y is the result, x (or a and b) the inputs, g the gradient of y. Loops
 * are differentiated step by step ({@link ScanGradient}, {@link ScanTangent}); leaves have no entry.
 */
final class GradientTable {
    private static final double TWO_OVER_SQRT_PI = 2 / Math.sqrt(Math.PI);

    private static final Map<Object, Rule> RULES = new HashMap<>();
    private static final Set<Object> CONSTANT = new HashSet<>();

    static {
        elementwise(Unary.NEG, (x, y, g) -> g.neg());
        elementwise(Unary.EXP, (x, y, g) -> g.mul(y));
        elementwise(Unary.LOG, (x, y, g) -> g.div(x));
        elementwise(Unary.SQRT, (x, y, g) -> g.div(y.mul(2)));
        elementwise(Unary.TANH, (x, y, g) -> g.mul(one().sub(y.square())));
        elementwise(Unary.SIGMOID, (x, y, g) -> g.mul(y.mul(one().sub(y))));
        elementwise(Unary.ERF, (x, y, g) -> g.mul(x.square().neg().exp().mul(TWO_OVER_SQRT_PI)));
        elementwise(Unary.SIN, (x, y, g) -> g.mul(x.cos()));
        elementwise(Unary.COS, (x, y, g) -> g.mul(x.sin()).neg());
        elementwise(Unary.ABS, (x, y, g) -> g.mul(x.sign()));
        constant(Unary.FLOOR, Unary.SIGN);

        elementwise(Binary.ADD, (a, b, y, g) -> g, (a, b, y, g) -> g);
        elementwise(Binary.SUB, (a, b, y, g) -> g, (a, b, y, g) -> g.neg());
        elementwise(Binary.MUL, (a, b, y, g) -> g.mul(b), (a, b, y, g) -> g.mul(a));
        elementwise(
                Binary.DIV,
                (a, b, y, g) -> g.div(b),
                (a, b, y, g) -> g.div(b).mul(y).neg());
        // y = a^b: b a^(b - 1), which is 0 for b = 0, and y log a, which is 0 for a = 0.
        elementwise(
                Binary.POW,
                (a, b, y, g) -> g.mul(b.mul(a.pow(b.equal(0).where(one(), b.sub(1))))),
                (a, b, y, g) -> g.mul(y.mul(a.equal(0).where(one(), a).log())));
        elementwise(
                Binary.MAX,
                (a, b, y, g) -> share(g, a.lessEqual(b), a.equal(b)),
                (a, b, y, g) -> share(g, b.lessEqual(a), a.equal(b)));
        elementwise(
                Binary.MIN,
                (a, b, y, g) -> share(g, b.lessEqual(a), a.equal(b)),
                (a, b, y, g) -> share(g, a.lessEqual(b), a.equal(b)));
        constant(Comparison.EQUAL, Comparison.LESS, Comparison.LESS_EQUAL);
        linear(
                Where.class,
                (op, y, i, g) ->
                        i == 1 ? y.input(0).where(g, zero()) : y.input(0).where(zero(), g));

        linear(Sum.class, (op, x, g) -> g.expand(op.axis(), x.shape().size(op.axis())));
        linear(Expand.class, (op, x, g) -> g.sum(op.axis()));
        rule(Max.class, new MaxRule());
        constant(ArgMax.class);

        linear(Reshape.class, (op, x, g) -> g.reshape(x.shape()));
        linear(Permute.class, (op, x, g) -> Tensor.of(op.inverse(), g));
        linear(Flip.class, (op, x, g) -> g.flip(op.axis()));
        linear(Slice.class, (op, x, g) -> Transposes.slice(op, x, g));
        linear(Pad.class, Transposes::withZeros, (op, y, i, g) -> Transposes.pad(op, y.input(i), g));
        linear(Concat.class, (op, y, i, g) -> Transposes.concat(op, y, i, g));
        linear(Cast.class, (op, x, g) -> g);

        rule(Dot.class, new DotRule());
        linear(Window.class, (op, x, g) -> g.fold(op.axis(), x.shape().size(op.axis()), op.stride(), op.dilation()));
        linear(Fold.class, (op, x, g) -> Transposes.fold(op, x, g));
        linear(Gather.class, (op, y, i, g) -> Transposes.gather(op, y, g));
        linear(ScatterAdd.class, (op, y, i, g) -> g.gather(op.axis(), y.input(1)));

        constant(StopGradient.class);
        rule(CustomKernel.class, new KernelRule());
        rule(CustomKernelGradient.class, new KernelGradientRule());
    }

    private GradientTable() {}

    /** Whether a change of that input, an array of real numbers, can change the result differentiably. */
    static boolean passes(Tensor y, int input) {
        return y.input(input).dtype() == DType.FLOAT
                && (y.dtype() == DType.FLOAT || y.op() instanceof MultiOp)
                && !CONSTANT.contains(key(y.op()));
    }

    /** The rule of an op that {@link #passes}, but for loops and picks of results. */
    static Rule of(Op op) {
        Rule rule = RULES.get(key(op));
        if (rule == null) {
            throw new PluginException("the op " + op.label() + " cannot be differentiated: it has no entry in the"
                    + " table of derivatives; stop its gradient, or say it in other ops");
        }
        return rule;
    }

    private static Object key(Op op) {
        return op instanceof Enum<?> constant ? constant : op.getClass();
    }

    /** What one operand of a maximum or minimum gets: nothing if it did not win, but half if both are equal. */
    static Tensor share(Tensor g, Tensor notWon, Tensor tied) {
        return notWon.where(tied.where(g.mul(0.5), zero()), g);
    }

    private static Tensor zero() {
        return Tensor.constant(0);
    }

    private static Tensor one() {
        return Tensor.constant(1);
    }

    @FunctionalInterface
    private interface OfOne {
        Tensor times(Tensor x, Tensor y, Tensor g);
    }

    @FunctionalInterface
    private interface OfTwo {
        Tensor times(Tensor a, Tensor b, Tensor y, Tensor g);
    }

    @FunctionalInterface
    private interface TransposeOfOne<O extends Op> {
        Tensor apply(O op, Tensor x, Tensor g);
    }

    private static void elementwise(Unary op, OfOne partial) {
        RULES.put(op, new ElementwiseRule(List.of((x, y, g) -> partial.times(x.get(0), y, g))));
    }

    private static void elementwise(Binary op, OfTwo left, OfTwo right) {
        RULES.put(
                op,
                new ElementwiseRule(List.of(
                        (x, y, g) -> left.times(x.get(0), x.get(1), y, g),
                        (x, y, g) -> right.times(x.get(0), x.get(1), y, g))));
    }

    private static <O extends Op> void linear(Class<O> type, TransposeOfOne<O> transpose) {
        linear(type, (op, y, input, g) -> transpose.apply(op, y.input(0), g));
    }

    private static <O extends Op> void linear(Class<O> type, LinearRule.Transpose<O> transpose) {
        linear(type, op -> op, transpose);
    }

    private static <O extends Op> void linear(
            Class<O> type, UnaryOperator<O> linearPart, LinearRule.Transpose<O> transpose) {
        rule(type, new LinearRule<>(type, linearPart, transpose));
    }

    private static void rule(Class<? extends Op> type, Rule rule) {
        RULES.put(type, rule);
    }

    private static void constant(Object... ops) {
        CONSTANT.addAll(List.of(ops));
    }
}
