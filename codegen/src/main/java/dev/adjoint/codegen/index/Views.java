package dev.adjoint.codegen.index;

import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Cast;
import dev.adjoint.api.op.Expand;
import dev.adjoint.api.op.Flip;
import dev.adjoint.api.op.Op;
import dev.adjoint.api.op.Permute;
import dev.adjoint.api.op.Reshape;
import dev.adjoint.api.op.Slice;
import dev.adjoint.api.op.StopGradient;
import dev.adjoint.api.op.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The ops that only say where an element of their input stands: each is a map from positions to positions. */
public final class Views {
    /** The position in the input that a position in the result stands for. */
    @FunctionalInterface
    private interface Rule<O extends Op> {
        List<Affine> input(O op, Shape input, Shape result, List<Affine> at);
    }

    private static final Map<Class<? extends Op>, Rule<? extends Op>> RULES = Map.ofEntries(
            rule(StopGradient.class, (op, input, result, at) -> at),
            rule(Cast.class, (op, input, result, at) -> at),
            rule(Expand.class, (op, input, result, at) -> without(at, op.axis())),
            rule(
                    Permute.class,
                    (op, input, result, at) ->
                            op.inverse().order().stream().map(at::get).toList()),
            rule(
                    Flip.class,
                    (op, input, result, at) -> with(
                            at,
                            op.axis(),
                            Affine.ZERO.plus(-1).plus(size(input, op.axis())).minus(at.get(op.axis())))),
            rule(
                    Slice.class,
                    (op, input, result, at) -> with(
                            at, op.axis(), at.get(op.axis()).times(op.stride()).plus(op.start()))),
            rule(
                    Window.class,
                    (op, input, result, at) -> with(
                            without(at, op.axis() + 1),
                            op.axis(),
                            at.get(op.axis())
                                    .times(op.stride())
                                    .plus(at.get(op.axis() + 1).times(op.dilation())))),
            rule(Reshape.class, (op, input, result, at) -> reshape(input, result, at)));

    private Views() {}

    private static <O extends Op> Map.Entry<Class<? extends Op>, Rule<? extends Op>> rule(Class<O> op, Rule<O> rule) {
        return Map.entry(op, rule);
    }

    /** The tensor whose elements these are, behind all views. */
    public static Tensor base(Tensor tensor) {
        Tensor base = tensor;
        while (isView(base)) {
            base = base.input(0);
        }
        return base;
    }

    public static boolean isView(Tensor tensor) {
        return isViewOp(tensor.op());
    }

    public static boolean isViewOp(Op op) {
        return RULES.containsKey(op.getClass());
    }

    /** The position in a view's input that a position in the view stands for. */
    @SuppressWarnings("unchecked") // the table pairs each rule with the class of its op
    public static List<Affine> inputPosition(Tensor view, List<Affine> at) {
        Rule<Op> rule = (Rule<Op>) RULES.get(view.op().getClass());
        if (rule == null) {
            throw new IllegalArgumentException(view + " is not a view");
        }
        return rule.input(view.op(), view.input(0).shape(), view.shape(), at);
    }

    /** The number of an element in row-major order. */
    public static Affine linear(Shape shape, List<Affine> at) {
        Affine position = Affine.ZERO;
        for (int axis = 0; axis < shape.rank(); axis++) {
            position = position.times(Size.ofAxis(shape.size(axis))).plus(at.get(axis));
        }
        return position;
    }

    private static Affine size(Shape shape, int axis) {
        return Affine.of(1).times(Size.ofAxis(shape.size(axis)));
    }

    private static List<Affine> with(List<Affine> at, int axis, Affine position) {
        List<Affine> changed = new ArrayList<>(at);
        changed.set(axis, position);
        return changed;
    }

    private static List<Affine> without(List<Affine> at, int axis) {
        List<Affine> changed = new ArrayList<>(at);
        changed.remove(axis);
        return changed;
    }

    /** Matches runs of axes of equal size from the last axis on, so that what a reshape leaves alone stays simple. */
    private static List<Affine> reshape(Shape input, Shape result, List<Affine> at) {
        List<Affine> position = new ArrayList<>();
        int from = input.rank();
        int to = result.rank();
        while (from > 0 || to > 0) {
            int fromEnd = from;
            int toEnd = to;
            Size fromSize = from > 0 ? Size.ofAxis(input.size(--from)) : Size.ONE;
            Size toSize = to > 0 ? Size.ofAxis(result.size(--to)) : Size.ONE;
            while (!fromSize.equals(toSize)) {
                boolean growFrom = from > 0 && (to == 0 || fromSize.at(3) < toSize.at(3));
                if (growFrom) {
                    fromSize = fromSize.times(Size.ofAxis(input.size(--from)));
                } else {
                    toSize = toSize.times(Size.ofAxis(result.size(--to)));
                }
            }
            Affine linear = Affine.ZERO;
            for (int axis = to; axis < toEnd; axis++) {
                linear = linear.times(Size.ofAxis(result.size(axis))).plus(at.get(axis));
            }
            List<Affine> run = new ArrayList<>();
            for (int axis = fromEnd - 1; axis >= from; axis--) {
                Size size = Size.ofAxis(input.size(axis));
                boolean outermost = axis == from;
                run.add(0, outermost ? linear : linear.remainder(size));
                linear = outermost ? linear : linear.quotient(size);
            }
            position.addAll(0, run);
        }
        return position;
    }
}
