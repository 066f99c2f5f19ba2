package dev.adjoint.codegen.emit;

import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.math.Lanes;
import dev.adjoint.api.op.Sum;
import dev.adjoint.codegen.emit.Code.Type;
import dev.adjoint.codegen.index.Affine;
import dev.adjoint.codegen.index.Atom;
import dev.adjoint.codegen.index.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The loop along the axis that a sum or maximum reduces. Partial results that are folded in memory stand in the array
 * {@code partials}, those of several rows {@link Sum#LANES} apart.
 */
record Reduction(KernelContext kernel, Tensor input, int axis, Atom.Counter along, boolean sum) {
    /** The maxima of a loop; with fewer, each waits for the one before: it is six operations, each of which needs the last. */
    private static final int MAXIMA = 8;

    String start() {
        return sum ? "0f" : "Float.NEGATIVE_INFINITY";
    }

    String combine(String total, String value, boolean vectors) {
        if (vectors) {
            return value + (sum ? ".add(" : ".max(") + total + ")";
        }
        return sum ? total + " + " + value : "Math.max(" + total + ", " + value + ")";
    }

    /** Whether it reduces the last axis. */
    boolean isAlongLast() {
        return axis == input.shape().rank() - 1;
    }

    /** The position in the input of an element that a result is made from. */
    List<Affine> inputAt(List<Affine> result, Affine element) {
        return ReductionEmitter.insert(result, axis, element);
    }

    /** The results at some positions, all in one loop. */
    List<Code> inOrder(Scope scope, List<List<Affine>> positions) {
        boolean vectors = !kernel.isPlain();
        int strands = strands(positions.size());
        List<Code> totals = new ArrayList<>();
        for (int i = 0; i < positions.size() * strands; i++) {
            totals.add(
                    vectors
                            ? kernel.variable(
                                    scope, Type.FLOATS, "total", "FloatVector.broadcast(FLOATS, " + start() + ")")
                            : kernel.variable(scope, Type.FLOAT, "total", start()));
        }
        Atom.Counter turn = new Atom.Counter(along.name(), along.extent().dividedBy(new Size(strands, 0)));
        Scope loop = kernel.loops(scope, List.of(turn));
        for (int strand = 0; strand < strands; strand++) {
            Affine element = Affine.of(turn).times(strands).plus(strand);
            for (int i = 0; i < positions.size(); i++) {
                Code value = kernel.expressions().number(input, inputAt(positions.get(i), element));
                String total = totals.get(strand * positions.size() + i).text();
                loop.line(
                        total + " = " + combine(total, "{0}", vectors) + ";",
                        vectors ? kernel.expressions().vector().broadcast(value) : value);
            }
        }
        kernel.close(loop, scope);
        for (int i = positions.size(); i < totals.size(); i++) {
            String total = totals.get(i % positions.size()).text();
            scope.line(total + " = " + combine(total, totals.get(i).text(), vectors) + ";");
        }
        return totals.subList(0, positions.size());
    }

    /** How many partial results each result has, so that few results do not wait for each other: maxima have no order. */
    private int strands(int results) {
        return IntStream.of(4, 2)
                .filter(strands -> !sum && results * strands <= MAXIMA)
                .filter(strands -> along.extent().isMultipleOf(new Size(strands, 0)))
                .findFirst()
                .orElse(1);
    }

    /** A few elements, folded like as many partial results. */
    Code writtenOut(List<Affine> at) {
        List<Code> values = new ArrayList<>();
        for (int i = 0; i < along.extent().factor(); i++) {
            values.add(kernel.expressions().number(input, inputAt(at, Affine.of(i))));
        }
        boolean vectors = values.stream().anyMatch(value -> value.type().isVector());
        Expressions expressions = kernel.expressions();
        Lanes<Code, Code, Code> lanes = vectors ? expressions.vector() : expressions.plain();
        Code result = ReductionEmitter.foldPartials(values, lanes, sum);
        // A sum begins at +0, which makes a difference where all elements are -0.
        return sum ? lanes.add(result, lanes.constant(0)) : result;
    }

    Code plainPartials(Scope scope, List<Affine> at) {
        scope.line("Arrays.fill(partials, " + start() + ");");
        Scope loop = kernel.loops(scope, List.of(along));
        Code value = kernel.expressions().number(input, inputAt(at, Affine.of(along)));
        String partial = "partials[" + along.name() + " & 15]";
        loop.line(partial + " = " + combine(partial, "{0}", false) + ";", value);
        kernel.close(loop, scope);
        return folded(scope, Sum.LANES);
    }

    Code vectorPartials(Scope scope, List<Affine> at) {
        if (sum) {
            storePartials(scope, at, "0");
            return folded(scope, kernel.target().lanes());
        }
        // The order does not matter to a maximum, and the processor folds a vector faster than single numbers.
        String left = inRegisters(partials(scope, at));
        return kernel.variable(scope, Type.FLOAT, "largest", left + ".reduceLanes(VectorOperators.MAX)");
    }

    /** Reduces a row to a vector of partial results, and stores them from some place of the array on. */
    void storePartials(Scope scope, List<Affine> at, String place) {
        scope.line(inRegisters(partials(scope, at)) + ".intoArray(partials, " + place + ");");
    }

    /** The partial results in vectors. */
    private List<Code> partials(Scope scope, List<Affine> at) {
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
            Code value = vector.broadcast(kernel.expressions().number(input, inputAt(at, position)));
            value.use(loop);
            value.named("value");
            String total = totals.get(part).text();
            Scope.Statement last = lastOnes(loop, total, value, position, part * lanes);
            loop.add((Scope.Statement) tail ->
                    tail ? last.lines(true) : List.of(total + " = " + combine(total, value.text(), true) + ";"));
        }
        kernel.close(loop, scope);
        kernel.leaveVector();
        return totals;
    }

    /** The last elements, if they are no whole vectors. */
    private Scope.Statement lastOnes(Scope loop, String total, Code value, Affine position, int first) {
        Size extent = along.extent();
        long left = extent.factor() % Sum.LANES - first;
        if (extent.isFixed() && left <= 0) {
            return tail -> List.of();
        }
        if (extent.isFixed() && left >= kernel.target().lanes()) {
            return tail -> List.of(total + " = " + combine(total, value.text(), true) + ";");
        }
        Code neutral = kernel.expressions()
                .vector()
                .expression(Type.FLOATS, "FloatVector.broadcast(FLOATS, " + start() + ")")
                .named("neutral");
        neutral.use(loop);
        String mask = extent.isFixed() ? FirstLanes.mask(left) : firstLanes(loop, extent + " - (" + position + ")");
        return tail -> {
            String chosen = neutral.text() + ".blend(" + value.text() + ", " + mask + ")";
            return List.of(total + " = " + combine(total, chosen, true) + ";");
        };
    }

    /** A mask of as many lanes as the rows leave. */
    private String firstLanes(Scope loop, String left) {
        Code numbers = kernel.expressions().vector().laneNumbers();
        numbers.use(loop);
        return numbers.fixed("laneNumbers").text() + ".compare(VectorOperators.LT, (float) (" + left + "))";
    }

    /** The vectors folded on each other, the second half on the first. */
    private String inRegisters(List<Code> totals) {
        List<String> folded = new ArrayList<>(totals.stream().map(Code::text).toList());
        for (int half = Sum.LANES / kernel.target().lanes() / 2; half >= 1; half /= 2) {
            for (int i = 0; i < half && i + half < folded.size(); i++) {
                folded.set(i, combine(folded.get(i), folded.get(i + half), true));
            }
        }
        return folded.get(0);
    }

    /** The result of a row, of so many partial results at the beginning of the array. */
    private Code folded(Scope scope, int partials) {
        String fold = "PartialSums." + (sum ? "sum" : "max") + partials;
        return kernel.variable(scope, Type.FLOAT, sum ? "sum" : "largest", fold + "(partials, 0)");
    }

    Code indexOfMax(Scope scope, List<Affine> at) {
        Code best = kernel.variable(scope, Type.FLOAT, "largest", start());
        Code index = kernel.variable(scope, Type.INT, "indexOfLargest", "-1");
        Scope loop = kernel.loops(scope, List.of(along));
        Code value = kernel.expressions().number(input, inputAt(at, Affine.of(along)));
        String better = "{0} > " + best.text() + " || " + index.text() + " < 0 || {0} != {0} && " + best.text() + " == "
                + best.text();
        loop.line(
                "if (" + better + ") { " + best.text() + " = {0}; " + index.text() + " = " + along.name() + "; }",
                value);
        kernel.close(loop, scope);
        return kernel.variable(scope, Type.FLOAT, "index", "(float) " + index.text());
    }
}
