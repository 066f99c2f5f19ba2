package dev.adjoint.codegen.emit;

import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Sum;
import dev.adjoint.codegen.emit.Code.Type;
import dev.adjoint.codegen.index.Atom;
import dev.adjoint.codegen.index.Size;

/**
 * A sum along the last axis in blocks of rows, whose partial results are folded together ({@link SquareFold}). Folded at once,
 * those of a row would wait for the vectors just stored, and the vectors of the next row behind them.
 *
 * <pre>
 * for (int block = 0; block &lt; rows * 32; block += 16) {
 *   int count = Math.min(16, rows * 32 - block);
 *   for (int row = 0; row &lt; count; row++) {
 *     int i = block + row;
 *     ...
 *     partial0.intoArray(partials, row * 16);
 *   }
 *   foldSquare(partials, 0, 0);
 *   for (int row = 0; row &lt; count; row++) {
 *     int i = block + row;
 *     float sum = partials[row];
 *     y[i] = sum;
 *   }
 * }
 * </pre>
 */
record RowsOfPartials(KernelContext kernel, Axes axes, Reduction reduction) {
    /** How many rows' partial results there is room for. */
    static final int ROWS = 16;

    /** Whether the innermost loop has enough rows, and the order of their elements matters. */
    static boolean suit(Axes axes, Reduction reduction) {
        return reduction.sum()
                && axes.innermost()
                        .map(Atom.Counter::extent)
                        .filter(extent -> !extent.isFixed() || extent.factor() >= ROWS)
                        .isPresent();
    }

    /** Writes the kernel's loops. */
    void write(Tensor result) {
        int last = axes.counters().size() - 1;
        Atom.Counter counter = axes.counters().get(last);
        Scope outer = kernel.loops(kernel.root(), axes.counters().subList(0, last));
        boolean divided = kernel.isDivided(counter);
        String end = divided ? "to" : counter.extent().toString();
        Scope blocks = outer.open(
                "for (int block = " + (divided ? "from" : "0") + "; block < " + end + "; block += " + ROWS + ")");
        boolean whole = !divided && counter.extent().isMultipleOf(new Size(ROWS, 0));
        if (!whole) {
            blocks.line("int count = Math.min(" + ROWS + ", " + end + " - block);");
        }
        String count = whole ? Integer.toString(ROWS) : "count";
        Scope reduced = rows(blocks, counter, count);
        reduction.storePartials(reduced, axes.at(), "row * " + Sum.LANES);
        kernel.close(reduced, blocks);
        int lanes = kernel.target().lanes();
        for (int row = 0; row < ROWS; row += lanes) {
            blocks.line(SquareFold.call("partials", row * Sum.LANES, row));
        }
        kernel.expressions().forget();
        Scope finished = rows(blocks, counter, count);
        kernel.expressions().give(result, axes.at(), kernel.variable(finished, Type.FLOAT, "sum", "partials[row]"));
        kernel.storeAll(finished, axes.at());
        kernel.close(finished, kernel.root());
    }

    private Scope rows(Scope blocks, Atom.Counter counter, String count) {
        Scope rows = blocks.open("for (int row = 0; row < " + count + "; row++)");
        rows.line("int " + counter.name() + " = block + row;");
        kernel.expressions().enter(counter, rows);
        return rows;
    }
}
