package dev.adjoint.codegen.emit;

import dev.adjoint.codegen.emit.Code.Type;
import dev.adjoint.codegen.index.Affine;
import dev.adjoint.codegen.index.Atom;
import dev.adjoint.codegen.index.Size;
import dev.adjoint.codegen.schedule.Buffer;
import dev.adjoint.codegen.schedule.Group;
import dev.adjoint.codegen.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;

/**
 * A contraction without vectors, in the form that C2 vectorizes by itself: rows of the right operand in arrays of their
 * own, added to a row of results eight at a time.
 *
 * <pre>
 * for (int n = 0; n &lt; 128; n++) {
 *   totals[n] = Math.fma(a7, b7[n], ... Math.fma(a0, b0[n], totals[n]));
 * }
 * </pre>
 */
final class RowContraction {
    private static final int AT_ONCE = 8;

    private final KernelContext kernel;
    private final Contraction contraction;
    private final Atom.Counter column;
    private final Size length;
    private final String right;
    private final Buffer left;
    private final Buffer totals;

    private RowContraction(Schedule schedule, Group group, Target target, Contraction contraction) {
        this.kernel = new KernelContext(schedule, group, target.withoutVectors());
        this.contraction = contraction;
        this.column = contraction.columns().orElseThrow();
        this.length = contraction.length();
        this.right = schedule.layout().matrix(length, column.extent(), "right-rows");
        this.left = schedule.layout().workingOfEachThread(group, length, "left-row");
        this.totals = schedule.layout().workingOfEachThread(group, column.extent(), "totals");
    }

    static Method write(
            Schedule schedule,
            Group group,
            Target target,
            Contraction contraction,
            String name,
            List<String> counters) {
        return new RowContraction(schedule, group, target, contraction).write().method(name, counters);
    }

    private KernelContext write() {
        List<Atom.Counter> outer = new ArrayList<>(contraction.partial().counters());
        outer.addAll(contraction.batch().counters());
        outer.addAll(contraction.cols().counters());
        outer.remove(column);
        List<Atom.Counter> divisible = new ArrayList<>(outer);
        divisible.addAll(contraction.rows().counters());
        kernel.divide(new Axes(divisible, contraction.at()), false);
        Scope scope = kernel.loops(kernel.root(), outer);
        copyRight(scope);
        Scope row = kernel.loops(scope, contraction.rows().counters());
        copyLeft(row);
        row.line("Arrays.fill(" + totals.name() + ", 0, " + column.extent() + ", 0f);");
        row.line("int line = 0;");
        accumulate(row, AT_ONCE);
        accumulate(row, 1);
        kernel.expressions().forget();
        Scope end = kernel.loops(row, List.of(column));
        String total = totals.name() + "[" + column.name() + "]";
        kernel.expressions()
                .give(contraction.result(), contraction.at(), kernel.variable(end, Type.FLOAT, "total", total));
        kernel.storeAll(end, contraction.at());
        kernel.close(end, kernel.root());
        return kernel;
    }

    private void copyRight(Scope scope) {
        Scope block = scope.open("");
        block.line("int line = 0;");
        Scope lines = contraction.sumLoops(kernel, block);
        lines.line("float[] into = " + right + "[line++];");
        Scope copy = kernel.loops(lines, List.of(column));
        List<Affine> at = contraction.rightAt();
        copy.line("into[" + column.name() + "] = {0};", kernel.expressions().number(contraction.right(), at));
        kernel.close(copy, scope);
        kernel.expressions().forget();
    }

    private void copyLeft(Scope row) {
        Scope block = row.open("");
        block.line("int line = 0;");
        Scope lines = contraction.sumLoops(kernel, block);
        List<Affine> at = contraction.leftAt();
        lines.line(left.name() + "[line++] = {0};", kernel.expressions().number(contraction.left(), at));
        kernel.close(lines, row);
        kernel.expressions().forget();
    }

    private void accumulate(Scope row, int lines) {
        Scope block = row.open("for (; line <= " + contraction.products() + " - " + lines + "; line += " + lines + ")");
        String n = column.name();
        String sum = totals.name() + "[" + n + "]";
        for (int i = 0; i < lines; i++) {
            block.line("float x" + i + " = " + left.name() + "[line + " + i + "];");
            block.line("float[] y" + i + " = " + right + "[line + " + i + "];");
            sum = "Math.fma(x" + i + ", y" + i + "[" + n + "], " + sum + ")";
        }
        Scope columns = Blocks.loop(block, column);
        columns.line(totals.name() + "[" + n + "] = " + sum + ";");
        kernel.close(columns, row);
    }
}
