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
import java.util.Optional;

/**
 * A contraction without vectors, in the form that C2 vectorizes by itself: lines of one operand in arrays of their own, added to
 * two lines of sums four at a time. With twice as many products in a turn, C2 makes no vectors.
 *
 * <pre>
 * for (int n = 0; n &lt; 128; n++) {
 *   totals[n] = Math.fma(x3, y3[n], ... Math.fma(x0, y0[n], totals[n]));
 *   totals2[n] = Math.fma(x7, y3[n], ... Math.fma(x4, y0[n], totals2[n]));
 * }
 * </pre>
 */
final class LineContraction {
    /** The lines of sums that are made together. */
    static final int TOGETHER = 2;
    /** The products in a turn of the innermost loop. */
    private static final int PRODUCTS = 8;

    private final KernelContext kernel;
    private final Contraction contraction;
    private final Lines lines;
    private final Atom.Counter sum;
    private final String array;
    private final Buffer factors;
    private final List<Buffer> totals = new ArrayList<>();

    private LineContraction(KernelContext kernel, Lines lines) {
        this.kernel = kernel;
        this.lines = lines;
        this.contraction = lines.contraction();
        this.sum = lines.sums().get(lines.sums().size() - 1);
        Schedule schedule = kernel.schedule();
        Group group = kernel.group();
        this.array = schedule.layout().matrix(contraction.length(), lines.length(), "lines");
        long together = Math.min(TOGETHER, sum.extent().at(kernel.target().capacity()));
        this.factors = schedule.layout()
                .workingOfEachThread(group, contraction.length().times(new Size(together, 0)), "factors");
        for (int i = 0; i < together; i++) {
            totals.add(schedule.layout().workingOfEachThread(group, lines.length(), "totals"));
        }
    }

    static Method write(KernelContext kernel, Lines lines, String name, List<String> counters) {
        return new LineContraction(kernel, lines).write().method(name, counters);
    }

    private KernelContext write() {
        kernel.divide(new Axes(lines.divisible(), contraction.at()), false);
        Scope scope = kernel.loops(kernel.root(), lines.outer());
        copyLines(scope);
        Scope around = kernel.loops(scope, lines.sums().subList(0, lines.sums().size() - 1));
        boolean divided = kernel.isDivided(sum);
        String name = sum.name();
        String end = divided ? "to" : sum.extent().toString();
        Scope block = around.open("");
        block.line("int " + name + " = " + (divided ? "from" : "0") + ";");
        int together = totals.size();
        sums(
                block.open("for (; " + name + " <= " + end + " - " + together + "; " + name + " += " + together + ")"),
                block,
                together);
        if (together > 1 && (divided || !sum.extent().isMultipleOf(new Size(together, 0)))) {
            sums(block.open("if (" + name + " < " + end + ")"), block, 1);
        }
        kernel.close(block, kernel.root());
        return kernel;
    }

    private void copyLines(Scope scope) {
        Scope block = scope.open("");
        block.line("int line = 0;");
        Scope each = contraction.sumLoops(kernel, block);
        Optional<Run> run = lines.run(kernel);
        each.line("float[] into = " + array + "[line++];");
        if (run.isPresent()) {
            Scope copy = kernel.loops(each, lines.aroundInner());
            copy.line(run.get().copyTo(lines.inner("into"), lines.inner().extent()));
            kernel.close(copy, scope);
        } else {
            Scope copy = kernel.loops(each, lines.along());
            copy.line(
                    "into[" + lines.place() + "] = {0};",
                    kernel.expressions().number(lines.operand(), lines.operandAt()));
            kernel.close(copy, scope);
        }
        kernel.expressions().forget();
    }

    /** Some lines of sums side by side. */
    private void sums(Scope scope, Scope parent, int together) {
        kernel.expressions().enter(sum, scope);
        copyFactors(scope, together);
        for (int i = 0; i < together; i++) {
            scope.line("Arrays.fill(" + totals.get(i).name() + ", 0, " + lines.length() + ", 0f);");
        }
        scope.line("int line = 0;");
        accumulate(scope, together, PRODUCTS / together);
        accumulate(scope, together, 1);
        if (lines.storesRuns(kernel)) {
            storeRuns(scope, parent, together);
        } else {
            finish(scope, parent, together);
        }
        kernel.expressions().forget();
    }

    private void storeRuns(Scope scope, Scope parent, int together) {
        Scope end = kernel.loops(scope, lines.aroundInner());
        for (int i = 0; i < together; i++) {
            for (Group.Store store : kernel.group().stores()) {
                Run to = Run.of(kernel, store.place(), moved(contraction.at(), i), lines.inner())
                        .orElseThrow();
                end.line(lines.inner(totals.get(i).name())
                        .copyTo(to, lines.inner().extent()));
            }
        }
        kernel.close(end, parent);
    }

    private void finish(Scope scope, Scope parent, int together) {
        Scope end = kernel.loops(scope, lines.along());
        List<List<Affine>> positions = new ArrayList<>();
        for (int i = 0; i < together; i++) {
            List<Affine> at = moved(contraction.at(), i);
            String total = totals.get(i).name() + "[" + lines.place() + "]";
            kernel.expressions().give(contraction.result(), at, kernel.variable(end, Type.FLOAT, "total", total));
            positions.add(at);
        }
        kernel.storeEach(end, positions);
        kernel.close(end, parent);
    }

    private void copyFactors(Scope scope, int together) {
        Scope block = scope.open("");
        block.line("int factor = 0;");
        Scope each = contraction.sumLoops(kernel, block);
        for (int i = 0; i < together; i++) {
            each.line(
                    factors.name() + "[factor++] = {0};",
                    kernel.expressions().number(lines.other(), moved(lines.otherAt(), i)));
        }
        kernel.close(each, scope);
        kernel.expressions().forget();
    }

    private List<Affine> moved(List<Affine> at, int by) {
        return at.stream()
                .map(position -> position.substitute(sum, Affine.of(sum).plus(by)))
                .toList();
    }

    private void accumulate(Scope scope, int together, int depth) {
        Size products = contraction.length();
        if (products.isFixed() && !contraction.isPartial() && isDone(products.factor(), PRODUCTS / together, depth)) {
            return;
        }
        Scope block =
                scope.open("for (; line <= " + contraction.products() + " - " + depth + "; line += " + depth + ")");
        for (int k = 0; k < depth; k++) {
            block.line("float[] y" + k + " = " + array + "[line + " + k + "];");
        }
        Atom.Counter column = lines.along().size() == 1 ? lines.along().get(0) : new Atom.Counter("j", lines.length());
        String n = column.name();
        String first = together == 1 ? "line + " : "line * " + together + " + ";
        List<String> added = new ArrayList<>();
        for (int i = 0; i < together; i++) {
            String total = totals.get(i).name() + "[" + n + "]";
            String value = total;
            for (int k = 0; k < depth; k++) {
                String x = "x" + (i * depth + k);
                block.line("float " + x + " = " + factors.name() + "[" + first + (k * together + i) + "];");
                value = "Math.fma(" + x + ", y" + k + "[" + n + "], " + value + ")";
            }
            added.add(total + " = " + value + ";");
        }
        Scope columns = Blocks.loop(block, column);
        added.forEach(columns::line);
        kernel.close(columns, scope);
    }

    /** Whether no product is left for a loop that adds so many at a time. */
    private static boolean isDone(long products, int deepest, int depth) {
        return depth == deepest ? products < deepest : products % deepest == 0;
    }
}
