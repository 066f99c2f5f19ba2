package dev.adjoint.codegen.emit;

import dev.adjoint.api.graph.Tensor;
import dev.adjoint.codegen.emit.Code.Type;
import dev.adjoint.codegen.index.Affine;
import dev.adjoint.codegen.index.Atom;
import dev.adjoint.codegen.schedule.Buffer;
import java.util.List;

/**
 * A sum or maximum of rows, element by element, whose length is a multiple of what the ways of the nearest cache hold: one row
 * after the other is added to totals that stand in an array. A few columns at a time would need no array, but go down lines of
 * which each displaces the one before, and is needed again for the next columns.
 *
 * <pre>
 * Arrays.fill(totals, 0f);
 * for (int r = 0; r &lt; rows; r++) {
 *   for (int i = 0; i &lt; 1024; i += 16) {
 *     FloatVector xVector = FloatVector.fromArray(FLOATS, x, r * 1024 + i);
 *     xVector.add(FloatVector.fromArray(FLOATS, totals, i)).intoArray(totals, i);
 *   }
 * }
 * for (int i = 0; i &lt; 1024; i += 16) {
 *   FloatVector.fromArray(FLOATS, totals, i).intoArray(y, i);
 * }
 * </pre>
 */
record TotalsOfRows(KernelContext kernel, Axes axes, Reduction reduction) {
    /** Floats that are so far from each other share a few places in the nearest cache. */
    private static final long CONFLICT = 1024;
    /** Fewer rows find room there. */
    private static final long MANY = 64;

    /** Whether a reduction along another axis than the last one is of many rows that displace each other. */
    static boolean suit(KernelContext kernel, Axes axes, Reduction reduction) {
        Target target = kernel.target();
        boolean displace = axes.innermost()
                .map(Atom.Counter::extent)
                .filter(extent -> extent.isFixed() && extent.factor() % CONFLICT == 0)
                .isPresent();
        return target.hasVectors() && displace && reduction.along().extent().at(target.capacity()) >= MANY;
    }

    /** Writes the kernel's loops. */
    void write(Tensor result) {
        kernel.divide(axes, true);
        int last = axes.counters().size() - 1;
        Atom.Counter column = axes.counters().get(last);
        Buffer totals = kernel.schedule().layout().workingOfEachThread(kernel.group(), column.extent(), "totals");
        Scope outer = kernel.loops(kernel.root(), axes.counters().subList(0, last));
        outer.line("Arrays.fill(" + totals.name() + ", " + reduction.start() + ");");
        Scope row = kernel.loops(outer, List.of(reduction.along()));
        Scope added = kernel.vectorLoop(row, column);
        String total = "FloatVector.fromArray(FLOATS, " + totals.name() + ", " + column.name() + ")";
        added.line(
                reduction.combine(total, "{0}", true) + ".intoArray(" + totals.name() + ", " + column.name() + ");",
                kernel.expressions()
                        .vector()
                        .broadcast(kernel.expressions()
                                .number(
                                        reduction.input(),
                                        reduction.inputAt(axes.at(), Affine.of(reduction.along())))));
        kernel.close(added, outer);
        kernel.leaveVector();
        kernel.expressions().forget();
        Scope finished = kernel.vectorLoop(outer, column);
        kernel.expressions().give(result, axes.at(), kernel.variable(finished, Type.FLOATS, "total", total));
        kernel.storeAll(finished, axes.at());
        kernel.close(finished, kernel.root());
    }
}
