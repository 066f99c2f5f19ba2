package dev.adjoint.codegen.emit;

import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.ArgMax;
import dev.adjoint.api.op.Dot;
import dev.adjoint.api.op.Fold;
import dev.adjoint.api.op.Max;
import dev.adjoint.api.op.Op;
import dev.adjoint.api.op.ScatterAdd;
import dev.adjoint.api.op.Sum;
import dev.adjoint.codegen.cost.KernelWork;
import dev.adjoint.codegen.index.Atom;
import dev.adjoint.codegen.index.Size;
import dev.adjoint.codegen.schedule.Group;
import dev.adjoint.codegen.schedule.Schedule;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What kernels without vectors have to do, and in which loops C2 makes vectors of it: those along lines of contractions and
 * those of a few simple operations ({@link PlainLoop}). All else are operations on single numbers.
 */
final class PlainWorks {
    /** The work of kernels of one form. */
    @FunctionalInterface
    private interface Rule {
        KernelWork of(KernelContext kernel);
    }

    private static final Map<Class<? extends Op>, Rule> RULES = Map.of(
            Dot.class, PlainWorks::contraction,
            Sum.class, PlainWorks::reduction,
            Max.class, PlainWorks::reduction,
            ArgMax.class, PlainWorks::reduction,
            Fold.class, PlainWorks::fold,
            ScatterAdd.class, PlainWorks::scatter);

    /** The operations that run while a sum waits for its last element. */
    private static final int SUM_IN_TURN = 14;
    /** The additions in turn that a processor sees ahead. */
    private static final double AHEAD = 128;
    /** The operations for the larger of two numbers in a loop, in which C2 makes branches of it. */
    private static final int MAXIMUM = 26;
    /** The operations that add to one of 16 partial results in an array. */
    private static final int PARTIAL = 8;
    /** The operations that begin 16 partial results and fold them. */
    private static final int FOLDED = 150;
    /** The operations for the index of a maximum. */
    private static final int INDEX_OF_LARGER = 16;
    /** The operations that say whether an element lies in a window, and where in it. */
    private static final int PLACE_IN_WINDOW = 12;
    /** The operations for a product that waits for the one before, and for one that need not. */
    private static final double PRODUCT_IN_TURN = 16;

    private static final double PRODUCT = 4;

    private PlainWorks() {}

    /**
     * The work of all runs of a kernel.
     *
     * @param target plain loops
     */
    static KernelWork of(Schedule schedule, Group group, Target target) {
        if (group.loop() != null) {
            return KernelWorks.steps(group.loop(), each -> of(schedule, each, target));
        }
        Tensor anchor = group.anchor();
        KernelContext kernel = new KernelContext(schedule, group, target);
        Rule rule = anchor == null ? PlainWorks::map : RULES.get(anchor.op().getClass());
        // What a plugin's own kernel does is not known.
        return rule == null ? KernelWork.calls(1) : rule.of(kernel).plus(KernelWork.calls(1));
    }

    private static KernelWork map(KernelContext kernel) {
        Axes axes = MapEmitter.axes(kernel);
        double elements = KernelWorks.extent(kernel, axes.counters());
        KernelWork work = elements(kernel, elements).stores().work();
        return PlainLoop.work(kernel, axes, work).plus(KernelWorks.turns(kernel, axes));
    }

    private static ElementWork elements(KernelContext kernel, double elements) {
        return new ElementWork(
                        kernel.schedule(), kernel.group(), kernel.target().capacity(), elements, elements)
                .ofNumbers();
    }

    /** Operations as such on single numbers. */
    private static KernelWork single(KernelWork work) {
        return KernelWork.scalars(work.operations() + work.scalars());
    }

    private static KernelWork reduction(KernelContext kernel) {
        ReductionLoops loops = ReductionLoops.of(kernel.schedule(), kernel.group(), kernel.target());
        Tensor result = loops.result();
        Axes axes = loops.axes();
        Reduction reduction = loops.reduction();
        double length = reduction.along().extent().at(kernel.target().capacity());
        double results = KernelWorks.extent(kernel, axes.counters());
        double elements = results * length;
        double taken = single(
                        elements(kernel, elements).value(reduction.input()).work())
                .scalars();
        KernelWork stored = single(elements(kernel, results).stores().work());
        boolean sum = result.op() instanceof Sum;
        int step = sum ? 1 : ElementWork.LARGER;
        KernelWork reduced;
        if (result.op() instanceof ArgMax) {
            reduced = KernelWork.scalars(taken + elements * INDEX_OF_LARGER);
        } else if (!reduction.isAlongLast()) {
            double inTurn = sum ? SUM_IN_TURN / together(axes, length) : MAXIMUM;
            reduced = KernelWork.scalars(Math.max(taken + elements * step, elements * inTurn));
        } else if (length <= ReductionEmitter.TINY) {
            reduced = KernelWork.scalars(taken + elements * step);
        } else {
            reduced = KernelWork.scalars(taken + elements * (PARTIAL + step) + results * FOLDED);
        }
        return reduced.plus(stored).plus(KernelWork.calls(results));
    }

    /** How many sums along another axis than the last one run side by side, in one loop or because the next ones begin. */
    private static double together(Axes axes, double length) {
        long neighbours = axes.innermost()
                .map(Atom.Counter::extent)
                .filter(extent -> extent.isFixed() && extent.factor() <= ReductionEmitter.TINY)
                .map(Size::factor)
                .orElse(1L);
        return neighbours * Math.max(1, AHEAD / length);
    }

    private static KernelWork fold(KernelContext kernel) {
        Tensor result = Objects.requireNonNull(kernel.group().anchor());
        Fold fold = (Fold) result.op();
        Axes axes = Axes.separate(result.shape(), "i");
        double results = KernelWorks.extent(kernel, axes.counters());
        double places = result.input(0).shape().size(fold.axis() + 1);
        long writtenOut = FoldEmitter.writtenOut(kernel, result);
        if (writtenOut == 0) {
            return single(elements(kernel, results * places)
                            .value(result.input(0))
                            .work())
                    .plus(KernelWork.scalars(results * places * PLACE_IN_WINDOW))
                    .plus(KernelWorks.turns(kernel, axes));
        }
        // Each element of the input lies in one window.
        double added = Size.elements(result.input(0).shape()).at(kernel.target().capacity());
        double around = KernelWorks.extent(kernel, axes.counters().subList(0, fold.axis()));
        return single(elements(kernel, added).value(result.input(0)).work())
                .plus(KernelWork.scalars(added + 2 * results))
                .plus(KernelWork.calls(around * writtenOut));
    }

    private static KernelWork scatter(KernelContext kernel) {
        return KernelWorks.of(kernel.schedule(), kernel.group(), each -> kernel.target());
    }

    private static KernelWork contraction(KernelContext kernel) {
        Contraction contraction = Contraction.of(kernel, false);
        return Lines.of(kernel, contraction)
                .map(lines -> new LinesWork(lines, kernel).work())
                .orElseGet(() -> elementByElement(kernel, contraction));
    }

    private static KernelWork elementByElement(KernelContext kernel, Contraction contraction) {
        double results = KernelWorks.extent(kernel, contraction.outer());
        double length =
                contraction.length().at(contraction.mostRows(kernel.target().capacity()));
        int together = SumsOfNumbers.sideBySide(contraction, kernel.target().capacity());
        List<Atom.Counter> outer = contraction.outer();
        return KernelWork.scalars(results * length * Math.max(PRODUCT, PRODUCT_IN_TURN / together))
                .plus(KernelWork.calls(KernelWorks.extent(kernel, outer) / together))
                .plus(single(KernelWorks.outputs(kernel, results, results)));
    }
}
