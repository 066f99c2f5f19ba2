package dev.adjoint.codegen.emit;

import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.math.Lanes;
import dev.adjoint.api.op.ArgMax;
import dev.adjoint.api.op.Max;
import dev.adjoint.api.op.Op;
import dev.adjoint.api.op.Sum;
import dev.adjoint.codegen.emit.Code.Type;
import dev.adjoint.codegen.index.Affine;
import dev.adjoint.codegen.index.Atom;
import dev.adjoint.codegen.index.Size;
import dev.adjoint.codegen.schedule.Group;
import dev.adjoint.codegen.schedule.Reads;
import dev.adjoint.codegen.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
        for (int together : SIDE_BY_SIDE) {
            Optional<Method> method = sideBySide(schedule, group, target, together, name, counters);
            if (method.isPresent() && !method.get().isTooLargeForVectors()) {
                return List.of(method.get());
            }
        }
        KernelContext kernel = new KernelContext(schedule, group, target);
        Tensor result = Objects.requireNonNull(group.anchor());
        Tensor input = result.input(0);
        int axis = axis(result.op());
        Atom.Counter along = new Atom.Counter("r", Size.ofAxis(input.shape().size(axis)));
        boolean last = axis == input.shape().rank() - 1;
        List<Affine> axisCounters = last ? Reads.counters(group.domain(), "axis") : Room.ofReduction(kernel, along);
        Axes axes = kernel.domain(axisCounters, kernel.offsets(input, insert(axisCounters, axis, Affine.of(along))));
        Reduction reduction = new Reduction(kernel, input, axis, along, result.op() instanceof Sum);

        Scope scope;
        Code value;
        if (result.op() instanceof ArgMax) {
            if (target.hasVectors()) {
                throw new NotVectorizable("the index of a maximum is found one element at a time");
            }
            kernel.divide(axes, false);
            scope = kernel.loops(kernel.root(), axes.counters());
            value = reduction.indexOfMax(scope, axes.at());
        } else if (isAcrossRows(kernel, axes, input, axis)) {
            scope = MapEmitter.open(kernel, axes);
            value = reduction.writtenOut(axes.at());
        } else if (last) {
            kernel.divide(axes, false);
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
    private static Optional<Method> sideBySide(
            Schedule schedule, Group group, Target target, int together, String name, List<String> counters) {
        KernelContext kernel = new KernelContext(schedule, group, target);
        Tensor result = Objects.requireNonNull(group.anchor());
        Tensor input = result.input(0);
        int axis = axis(result.op());
        if (axis == input.shape().rank() - 1 || result.op() instanceof ArgMax || target.isDivided()) {
            return Optional.empty();
        }
        Atom.Counter along = new Atom.Counter("r", Size.ofAxis(input.shape().size(axis)));
        List<Affine> axisCounters = Room.ofReduction(kernel, along);
        Axes axes = kernel.domain(axisCounters, kernel.offsets(input, insert(axisCounters, axis, Affine.of(along))));
        Atom.Counter last = axes.innermost().orElse(null);
        long step = (long) Math.max(1, target.lanes()) * together;
        if (last == null || !last.extent().isFixed() || last.extent().factor() % step != 0) {
            return Optional.empty();
        } else if (!target.hasVectors() && last.extent().factor() != step) {
            return Optional.empty();
        }
        Scope scope = kernel.loops(
                kernel.root(), axes.counters().subList(0, axes.counters().size() - 1));
        Affine first = Affine.ZERO;
        if (target.hasVectors()) {
            scope = Blocks.vectorLoop(scope, last, (int) step);
            kernel.enterVector(last, scope);
            first = Affine.of(last);
        }
        List<List<Affine>> positions = new ArrayList<>();
        for (int number = 0; number < together; number++) {
            Affine position = first.plus((long) number * Math.max(1, target.lanes()));
            positions.add(
                    axes.at().stream().map(at -> at.substitute(last, position)).toList());
        }
        List<Code> values =
                new Reduction(kernel, input, axis, along, result.op() instanceof Sum).inOrder(scope, positions);
        kernel.expressions().forget();
        for (int number = 0; number < together; number++) {
            kernel.expressions().give(result, positions.get(number), values.get(number));
        }
        for (List<Affine> at : positions) {
            kernel.storeAll(scope, at);
        }
        kernel.close(scope, kernel.root());
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

    /** The loop along the reduced axis. */
    private record Reduction(KernelContext kernel, Tensor input, int axis, Atom.Counter along, boolean sum) {
        private String start() {
            return sum ? "0f" : "Float.NEGATIVE_INFINITY";
        }

        private String combine(String total, String value, boolean vectors) {
            if (vectors) {
                return value + (sum ? ".add(" : ".max(") + total + ")";
            }
            return sum ? total + " + " + value : "Math.max(" + total + ", " + value + ")";
        }

        /** The results at some positions, all in one loop. */
        List<Code> inOrder(Scope scope, List<List<Affine>> positions) {
            boolean vectors = !kernel.isPlain();
            List<Code> totals = new ArrayList<>();
            for (int i = 0; i < positions.size(); i++) {
                totals.add(
                        vectors
                                ? kernel.variable(
                                        scope, Type.FLOATS, "total", "FloatVector.broadcast(FLOATS, " + start() + ")")
                                : kernel.variable(scope, Type.FLOAT, "total", start()));
            }
            Scope loop = kernel.loops(scope, List.of(along));
            for (int i = 0; i < positions.size(); i++) {
                Code value = kernel.expressions().number(input, insert(positions.get(i), axis, Affine.of(along)));
                String total = totals.get(i).text();
                loop.line(
                        total + " = " + combine(total, "{0}", vectors) + ";",
                        vectors ? kernel.expressions().vector().broadcast(value) : value);
            }
            kernel.close(loop, scope);
            return totals;
        }

        /** A few elements, folded like as many partial results. */
        Code writtenOut(List<Affine> at) {
            List<Code> values = new ArrayList<>();
            for (int i = 0; i < along.extent().factor(); i++) {
                values.add(kernel.expressions().number(input, insert(at, axis, Affine.of(i))));
            }
            boolean vectors = values.stream().anyMatch(value -> value.type().isVector());
            Expressions expressions = kernel.expressions();
            Lanes<Code, Code, Code> lanes = vectors ? expressions.vector() : expressions.plain();
            Code result = foldPartials(values, lanes, sum);
            // A sum begins at +0, which makes a difference where all elements are -0.
            return sum ? lanes.add(result, lanes.constant(0)) : result;
        }

        Code plainPartials(Scope scope, List<Affine> at) {
            scope.line("Arrays.fill(partials, " + start() + ");");
            Scope loop = kernel.loops(scope, List.of(along));
            Code value = kernel.expressions().number(input, insert(at, axis, Affine.of(along)));
            String partial = "partials[" + along.name() + " & 15]";
            loop.line(partial + " = " + combine(partial, "{0}", false) + ";", value);
            kernel.close(loop, scope);
            return folded(scope, Sum.LANES);
        }

        Code vectorPartials(Scope scope, List<Affine> at) {
            int lanes = kernel.target().lanes();
            long elements = along.extent().isFixed() ? along.extent().factor() : Sum.LANES;
            int parts = (int) Math.min(Sum.LANES / lanes, (elements + lanes - 1) / lanes);
            List<Code> totals = new ArrayList<>();
            for (int part = 0; part < parts; part++) {
                totals.add(kernel.variable(
                        scope, Type.FLOATS, "partial" + part, "FloatVector.broadcast(FLOATS, " + start() + ")"));
            }
            Scope loop = Blocks.vectorLoop(scope, along, Sum.LANES);
            kernel.enterVector(along, loop);
            VectorWriter vector = kernel.expressions().vector();
            for (int part = 0; part < totals.size(); part++) {
                Affine position = Affine.of(along).plus((long) part * lanes);
                Code value = vector.broadcast(kernel.expressions().number(input, insert(at, axis, position)));
                value.use(loop);
                value.named("value");
                String total = totals.get(part).text();
                int first = part * lanes;
                Scope.Statement last = along.extent().isFixed()
                        ? tail -> tailOf(total, first, value.text())
                        : maskedTail(loop, total, value, position);
                loop.add((Scope.Statement) tail ->
                        tail ? last.lines(true) : List.of(total + " = " + combine(total, value.text(), true) + ";"));
            }
            kernel.close(loop, scope);
            kernel.leaveVector();
            if (along.extent().isFixed() && along.extent().factor() % Sum.LANES > 0) {
                if (parts * lanes < Sum.LANES) {
                    scope.line("Arrays.fill(partials, " + parts * lanes + ", " + Sum.LANES + ", " + start() + ");");
                }
                return folded(scope, Sum.LANES);
            }
            String vectorLeft = inRegisters(totals);
            if (!sum) {
                // The order does not matter to a maximum, and the processor folds a vector faster than single numbers.
                return kernel.variable(scope, Type.FLOAT, "largest", vectorLeft + ".reduceLanes(VectorOperators.MAX)");
            }
            scope.line(vectorLeft + ".intoArray(partials, 0);");
            return folded(scope, lanes);
        }

        /** The last elements of an axis whose length the rows give. */
        private Scope.Statement maskedTail(Scope loop, String total, Code value, Affine position) {
            VectorWriter vector = kernel.expressions().vector();
            Code numbers = vector.laneNumbers();
            Code neutral = vector.expression(Type.FLOATS, "FloatVector.broadcast(FLOATS, " + start() + ")")
                    .named("neutral");
            numbers.use(loop);
            neutral.use(loop);
            String left = "(float) (" + along.extent() + " - (" + position + "))";
            return tail -> {
                String mask = numbers.text() + ".compare(VectorOperators.LT, " + left + ")";
                String chosen = neutral.text() + ".blend(" + value.text() + ", " + mask + ")";
                return List.of(total + " = " + combine(total, chosen, true) + ";");
            };
        }

        /**
         * The last elements, which are no whole vector, one by one: where a mask leaves the others out, C2 of JDK 17 makes
         * objects of the mask and of what it chooses from in some runs.
         *
         * @param first the partial result of the first lane
         */
        private List<String> tailOf(String total, int first, String value) {
            long left = along.extent().factor() % Sum.LANES - first;
            String partial = "partials[" + first + " + l]";
            List<String> lines = new ArrayList<>(List.of(total + ".intoArray(partials, " + first + ");"));
            if (left > 0) {
                lines.add(value + ".intoArray(tail, 0);");
                lines.add(
                        "for (int l = 0; l < " + Math.min(left, kernel.target().lanes()) + "; l++) { " + partial + " = "
                                + combine(partial, "tail[l]", false) + "; }");
            }
            return lines;
        }

        /** The vectors folded on each other, the second half on the first. */
        private String inRegisters(List<Code> totals) {
            List<String> folded = new ArrayList<>();
            totals.forEach(total -> folded.add(total.text()));
            for (int half = Sum.LANES / kernel.target().lanes() / 2; half >= 1; half /= 2) {
                for (int i = 0; i < half && i + half < folded.size(); i++) {
                    folded.set(i, combine(folded.get(i), folded.get(i + half), true));
                }
            }
            return folded.get(0);
        }

        private Code folded(Scope scope, int partials) {
            String fold = "PartialSums." + (sum ? "sum" : "max") + partials;
            return kernel.variable(scope, Type.FLOAT, sum ? "sum" : "largest", fold + "(partials)");
        }

        Code indexOfMax(Scope scope, List<Affine> at) {
            Code best = kernel.variable(scope, Type.FLOAT, "largest", start());
            Code index = kernel.variable(scope, Type.INT, "indexOfLargest", "-1");
            Scope loop = kernel.loops(scope, List.of(along));
            Code value = kernel.expressions().number(input, insert(at, axis, Affine.of(along)));
            String better = "{0} > " + best.text() + " || " + index.text() + " < 0 || {0} != {0} && " + best.text()
                    + " == " + best.text();
            loop.line(
                    "if (" + better + ") { " + best.text() + " = {0}; " + index.text() + " = " + along.name() + "; }",
                    value);
            kernel.close(loop, scope);
            return kernel.variable(scope, Type.FLOAT, "index", "(float) " + index.text());
        }
    }
}
