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
import dev.adjoint.codegen.schedule.Loop;
import dev.adjoint.codegen.schedule.Schedule;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** What kernels have to do, as their emitters write them. */
final class KernelWorks {
    /** The work of kernels of one form. */
    @FunctionalInterface
    private interface Rule {
        KernelWork of(Schedule schedule, Group group, Target target);
    }

    private static final Map<Class<? extends Op>, Rule> RULES = Map.of(
            Dot.class, KernelWorks::contraction,
            Sum.class, KernelWorks::reduction,
            Max.class, KernelWorks::reduction,
            ArgMax.class, KernelWorks::reduction,
            Fold.class, KernelWorks::fold,
            ScatterAdd.class, KernelWorks::scatter);

    /** The operations on numbers that fold 16 partial results. */
    private static final int FOLDED = 24;
    /** The operations on vectors that fold those of one of many rows. */
    private static final int FOLDED_TOGETHER = 6;
    /** The operations that run while a sum waits for its last element. */
    private static final int SUM_IN_TURN = 3;
    /** The operations that find the larger of two numbers and its index. */
    private static final int INDEX_OF_LARGER = 4;
    /** The operations that say whether an element lies in a window, and where in it. */
    private static final int PLACE_IN_WINDOW = 12;
    /** The operations on numbers for an element that is copied into a panel. */
    private static final double COPIED_ELEMENT = 1;
    /** The operations on numbers for each product that waits for the one before. */
    private static final double PRODUCT_IN_TURN = 4;
    /** The same for a product that need not wait: two loads and a multiplication. */
    private static final double PRODUCT = 1;

    private KernelWorks() {}

    /**
     * The work of all runs of a kernel.
     *
     * @param target what a kernel is written for, without vectors where it has none
     */
    static KernelWork of(Schedule schedule, Group group, Function<Group, Target> target) {
        Loop loop = group.loop();
        if (loop != null) {
            return steps(loop, each -> of(schedule, each, target));
        }
        Tensor anchor = group.anchor();
        Rule rule = anchor == null ? KernelWorks::map : RULES.get(anchor.op().getClass());
        // What a plugin's own kernel does is not known.
        return rule == null
                ? KernelWork.calls(1)
                : rule.of(schedule, group, target.apply(group)).plus(KernelWork.calls(1));
    }

    /** The work of all steps of a loop. */
    static KernelWork steps(Loop loop, Function<Group, KernelWork> work) {
        KernelWork all = KernelWork.NONE;
        for (Group each : loop.prologue()) {
            all = all.plus(work.apply(each));
        }
        for (Group each : loop.body()) {
            all = all.plus(work.apply(each).times(loop.time().extent().factor()));
        }
        return all;
    }

    private static KernelWork map(Schedule schedule, Group group, Target target) {
        KernelContext kernel = new KernelContext(schedule, group, target);
        Axes axes = MapEmitter.axes(kernel);
        double elements = extent(kernel, axes.counters());
        return RepeatedRows.of(kernel, axes)
                .map(rows -> new ElementWork(schedule, group, target.capacity(), elements / target.lanes(), elements)
                        .stores()
                        .work()
                        .plus(KernelWork.calls(elements / rows.turn())))
                .orElseGet(() -> elementwise(kernel, axes, 1).stores().work().plus(turns(kernel, axes)));
    }

    /** The turns of the loops around the innermost one. */
    static KernelWork turns(KernelContext kernel, Axes axes) {
        int loops = axes.counters().size();
        return KernelWork.calls(loops == 0 ? 1 : extent(kernel, axes.counters().subList(0, loops - 1)));
    }

    private static ElementWork elementwise(KernelContext kernel, Axes axes, double times) {
        double elements = times * extent(kernel, axes.counters());
        return new ElementWork(
                kernel.schedule(),
                kernel.group(),
                kernel.target().capacity(),
                times * vectors(kernel, axes.counters()),
                elements);
    }

    /** The turns of loops inside each other. */
    static double extent(KernelContext kernel, List<Atom.Counter> counters) {
        return counters.stream()
                .mapToDouble(counter -> counter.extent().at(kernel.target().capacity()))
                .reduce(1, (a, b) -> a * b);
    }

    /** How many vectors cover loops of which the innermost one runs over vectors; the elements, where there are none. */
    private static double vectors(KernelContext kernel, List<Atom.Counter> counters) {
        int lanes = Math.max(1, kernel.target().lanes());
        if (counters.isEmpty()) {
            return 1;
        }
        int last = counters.size() - 1;
        double inner = extent(kernel, counters.subList(last, last + 1));
        return extent(kernel, counters.subList(0, last)) * Math.ceil(inner / lanes);
    }

    private static KernelWork reduction(Schedule schedule, Group group, Target target) {
        ReductionLoops loops = ReductionLoops.of(schedule, group, target);
        KernelContext kernel = loops.kernel();
        Tensor result = loops.result();
        Axes axes = loops.axes();
        Tensor input = loops.reduction().input();
        Size along = loops.reduction().along().extent();
        double length = along.at(target.capacity());
        double results = extent(kernel, axes.counters());
        if (!loops.reduction().isAlongLast()) {
            KernelWork taken = elementwise(kernel, axes, length).value(input).work();
            int step = result.op() instanceof Sum ? SUM_IN_TURN : ElementWork.LARGER + SUM_IN_TURN;
            return taken.plus(KernelWork.operations(vectors(kernel, axes.counters()) * length * step))
                    .plus(elementwise(kernel, axes, 1).stores().work())
                    .plus(turns(kernel, axes));
        }
        boolean index = result.op() instanceof ArgMax;
        boolean tiny = along.isFixed() && length <= ReductionEmitter.TINY;
        if (ReductionEmitter.isAcrossRows(kernel, axes, input, loops.reduction().axis())) {
            double vectors = vectors(kernel, axes.counters());
            int step = result.op() instanceof Sum ? 1 : ElementWork.LARGER;
            return elementwise(kernel, axes, length)
                    .value(input)
                    .work()
                    .plus(KernelWork.operations(vectors * length * step))
                    .plus(elementwise(kernel, axes, 1).stores().work())
                    .plus(turns(kernel, axes));
        }
        int lanes = index || tiny ? 1 : Math.max(1, target.lanes());
        double steps = Math.ceil(length / lanes);
        KernelWork taken = new ElementWork(schedule, group, target.capacity(), results * steps, results * length)
                .value(input)
                .work()
                .plus(KernelWork.operations(results
                        * steps
                        * (index ? INDEX_OF_LARGER : result.op() instanceof Sum ? 1 : ElementWork.LARGER)));
        KernelWork stored = new ElementWork(schedule, group, target.capacity(), results, results)
                .stores()
                .work();
        KernelWork single = KernelWork.scalars(stored.operations() + stored.scalars());
        if (lanes == 1) {
            single = single.plus(KernelWork.scalars(taken.operations()));
            taken = KernelWork.scalars(taken.scalars());
        }
        KernelWork folded = lanes > 1 && RowsOfPartials.suit(axes, loops.reduction())
                ? KernelWork.operations(results * FOLDED_TOGETHER)
                : KernelWork.scalars(index || tiny ? 0 : results * FOLDED);
        return taken.plus(single).plus(folded).plus(KernelWork.calls(results));
    }

    private static KernelWork fold(Schedule schedule, Group group, Target target) {
        KernelContext kernel = new KernelContext(schedule, group, target);
        Tensor result = Objects.requireNonNull(group.anchor());
        Fold fold = (Fold) result.op();
        Axes axes = Axes.separate(result.shape(), "i");
        double places = result.input(0).shape().size(fold.axis() + 1);
        double vectors = vectors(kernel, axes.counters());
        KernelWork sums =
                elementwise(kernel, axes, places).value(result.input(0)).work().plus(KernelWork.operations(vectors));
        long writtenOut = FoldEmitter.writtenOut(kernel, result);
        if (writtenOut > 0) {
            double around = extent(kernel, axes.counters().subList(0, fold.axis()));
            return sums.plus(KernelWork.calls(around * writtenOut));
        }
        return sums.plus(KernelWork.scalars(vectors * places * PLACE_IN_WINDOW)).plus(turns(kernel, axes));
    }

    private static KernelWork scatter(Schedule schedule, Group group, Target target) {
        Tensor result = Objects.requireNonNull(group.anchor());
        double updates = Size.elements(result.input(0).shape()).at(target.capacity());
        double elements = Size.elements(result.shape()).at(target.capacity());
        KernelWork work = new ElementWork(schedule, group, target.capacity(), updates, updates)
                .value(result.input(0))
                .value(result.input(1))
                .work();
        return KernelWork.scalars(work.operations() + work.scalars() + PLACE_IN_WINDOW * updates)
                .plus(KernelWork.operations(elements / Math.max(1, target.lanes())));
    }

    private static KernelWork contraction(Schedule schedule, Group group, Target target) {
        KernelContext kernel = new KernelContext(schedule, group, target);
        if (target.hasVectors()) {
            return Cuts.tiling(kernel)
                    .map(tiling -> new TilingWork(tiling, kernel).work())
                    .orElseGet(() -> elementByElement(kernel, Contraction.of(kernel, false)));
        }
        Contraction contraction = Contraction.of(kernel, false);
        if (contraction.columns().isEmpty() || contraction.isShort()) {
            return elementByElement(kernel, contraction);
        }
        double rows = extent(kernel, contraction.rows().counters());
        double own = extent(kernel, contraction.cols().counters())
                * extent(kernel, contraction.batch().counters());
        double length = contraction.length().at(target.capacity());
        return new KernelWork(rows * own * length, 0, COPIED_ELEMENT * length * (own + rows), rows, 0)
                .plus(outputs(kernel, rows * own, rows * own));
    }

    private static KernelWork elementByElement(KernelContext kernel, Contraction contraction) {
        double results = extent(kernel, contraction.outer());
        double length =
                contraction.length().at(contraction.mostRows(kernel.target().capacity()));
        int together = SumsOfNumbers.sideBySide(contraction, kernel.target().capacity());
        return KernelWork.scalars(results * length * Math.max(PRODUCT, PRODUCT_IN_TURN / together))
                .plus(KernelWork.calls(results))
                .plus(outputs(kernel, results, results));
    }

    /** What is done with the sums of a contraction. */
    static KernelWork outputs(KernelContext kernel, double vectors, double elements) {
        return new ElementWork(
                        kernel.schedule(), kernel.group(), kernel.target().capacity(), vectors, elements)
                .stores()
                .work();
    }
}
