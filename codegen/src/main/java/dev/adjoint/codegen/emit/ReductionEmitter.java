package dev.adjoint.codegen.emit;

import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.math.Lanes;
import dev.adjoint.api.op.ArgMax;
import dev.adjoint.api.op.Max;
import dev.adjoint.api.op.Op;
import dev.adjoint.api.op.Sum;
import dev.adjoint.codegen.index.Affine;
import dev.adjoint.codegen.index.Atom;
import dev.adjoint.codegen.index.Size;
import dev.adjoint.codegen.schedule.Group;
import dev.adjoint.codegen.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A sum or maximum along one axis, of an expression computed on the way, and elementwise functions of the result. Along
 * the last axis 16 partial results run side by side; along another one the elements come in the order of the index.
 */
final class ReductionEmitter implements KernelEmitter {
    /** Up to this many elements are written out one by one. */
    static final int TINY = 4;

    /** How many sums along another axis than the last one run side by side, so that none waits for the one before. */
    private static final int[] SIDE_BY_SIDE = {4, 3, 2};

    @Override
    public List<Method> emit(Schedule schedule, Group group, Target target, String name, List<String> counters) {
        ReductionLoops loops = ReductionLoops.of(schedule, group, target);
        KernelContext kernel = loops.kernel();
        Tensor result = loops.result();
        Axes axes = loops.axes();
        Reduction reduction = loops.reduction();
        boolean last = reduction.isAlongLast();
        if (!last && !(result.op() instanceof ArgMax)) {
            if (TotalsOfRows.suit(kernel, axes, reduction)) {
                new TotalsOfRows(kernel, axes, reduction).write(result);
                return List.of(kernel.method(name, counters));
            }
            for (int together : SIDE_BY_SIDE) {
                Optional<Method> method =
                        sideBySide(ReductionLoops.of(schedule, group, target), together, name, counters);
                if (method.isPresent() && SideBySide.isShort(method.get())) {
                    return List.of(method.get());
                }
            }
        }

        Atom.Counter along = reduction.along();
        Scope scope;
        Code value;
        if (result.op() instanceof ArgMax) {
            if (target.hasVectors()) {
                throw new NotVectorizable("the index of a maximum is found one element at a time");
            }
            kernel.divide(axes, false);
            scope = kernel.loops(kernel.root(), axes.counters());
            value = reduction.indexOfMax(scope, axes.at());
        } else if (isAcrossRows(kernel, axes, reduction.input(), reduction.axis())) {
            scope = MapEmitter.open(kernel, axes);
            value = reduction.writtenOut(axes.at());
        } else if (last) {
            kernel.divide(axes, false);
            if (target.hasVectors() && !isTiny(along.extent()) && RowsOfPartials.suit(axes, reduction)) {
                new RowsOfPartials(kernel, axes, reduction).write(result);
                return List.of(kernel.method(name, counters));
            }
            scope = kernel.loops(kernel.root(), axes.counters());
            value = isTiny(along.extent())
                    ? reduction.writtenOut(axes.at())
                    : target.hasVectors()
                            ? reduction.vectorPartials(scope, axes.at())
                            : reduction.plainPartials(scope, axes.at());
        } else {
            scope = MapEmitter.open(kernel, axes);
            value = reduction.inOrder(scope, List.of(axes.at())).get(0);
        }
        kernel.expressions().forget();
        kernel.expressions().give(result, axes.at(), value);
        kernel.storeAll(scope, axes.at());
        kernel.close(scope, kernel.root());
        return List.of(kernel.method(name, counters));
    }

    /**
     * The reduction along another axis than the last one, where the results are whole turns of several vectors or, on single
     * numbers, few; all of them are computed before the first is finished and stored.
     */
    private static Optional<Method> sideBySide(ReductionLoops loops, int together, String name, List<String> counters) {
        KernelContext kernel = loops.kernel();
        SideBySide body = SideBySide.open(kernel, loops.axes(), together).orElse(null);
        if (body == null) {
            return Optional.empty();
        }
        List<Code> values = loops.reduction().inOrder(body.scope(), body.positions());
        kernel.expressions().forget();
        for (int number = 0; number < together; number++) {
            kernel.expressions().give(loops.result(), body.positions().get(number), values.get(number));
        }
        for (List<Affine> at : body.positions()) {
            kernel.storeAll(body.scope(), at);
        }
        kernel.close(body.scope(), kernel.root());
        return Optional.of(kernel.method(name, counters));
    }

    static int axis(Op op) {
        if (op instanceof Sum sum) {
            return sum.axis();
        }
        return op instanceof Max max ? max.axis() : ((ArgMax) op).axis();
    }

    /** Whether the reduced elements are so few that they are written out, and vectors can run along the results. */
    static boolean isAcrossRows(KernelContext kernel, Axes axes, Tensor input, int axis) {
        Size along = Size.ofAxis(input.shape().size(axis));
        if (!kernel.target().hasVectors()
                || axis != input.shape().rank() - 1
                || !isTiny(along)
                || axes.innermost().isEmpty()) {
            return false;
        }
        List<Affine> loads = new ArrayList<>(kernel.offsets(axes.at()));
        for (int i = 0; i < along.factor(); i++) {
            loads.addAll(kernel.offsets(input, insert(axes.at(), axis, Affine.of(i))));
        }
        Atom.Counter lane = axes.innermost().get();
        return kernel.storeOffsets(axes.at()).stream().allMatch(offset -> Tiling.stride(offset, lane) == 1)
                && loads.stream()
                        .allMatch(offset -> Tiling.stride(offset, lane) == 0 || Tiling.stride(offset, lane) == 1);
    }

    private static boolean isTiny(Size along) {
        return along.isFixed() && along.factor() <= TINY;
    }

    static List<Affine> insert(List<Affine> at, int axis, Affine position) {
        List<Affine> longer = new ArrayList<>(at);
        longer.add(axis, position);
        return longer;
    }

    /** At most 16 partial results folded 8 on 8, 4 on 4, 2 on 2, 1 on 1. */
    static Code foldPartials(List<Code> partials, Lanes<Code, Code, Code> lanes, boolean sum) {
        List<Code> values = new ArrayList<>(partials);
        for (int step = Sum.LANES / 2; step >= 1; step /= 2) {
            for (int i = 0; i < step && i + step < values.size(); i++) {
                Code a = values.get(i);
                Code b = values.get(i + step);
                values.set(i, sum ? lanes.add(a, b) : lanes.max(a, b));
            }
            values = values.subList(0, Math.min(values.size(), step));
        }
        return values.get(0);
    }
}
