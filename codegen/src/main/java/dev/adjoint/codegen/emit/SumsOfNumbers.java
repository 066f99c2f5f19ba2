package dev.adjoint.codegen.emit;

import dev.adjoint.codegen.emit.Code.Type;
import dev.adjoint.codegen.index.Affine;
import dev.adjoint.codegen.index.Atom;
import dev.adjoint.codegen.index.Size;
import dev.adjoint.codegen.schedule.Group;
import dev.adjoint.codegen.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A contraction on single numbers, several sums side by side, so that no product waits for the one before: where vectors do
 * not help, because each factor would have to be copied for the one product that it is in.
 *
 * <pre>
 * for (; m &lt;= rows - 8; m += 8) {
 *   for (int k = 0; k &lt; 64; k++) {
 *     total = Math.fma(x[m * 64 + k], w[k], total);
 *     total2 = Math.fma(x[m * 64 + k + 64], w[k], total2);
 *     ...
 *   }
 * }
 * </pre>
 */
final class SumsOfNumbers {
    /** The most sums side by side: four cycles for a multiplication and addition, two of which begin in each. */
    private static final int SIDE_BY_SIDE = 8;

    private final KernelContext kernel;
    private final Contraction contraction;

    private SumsOfNumbers(KernelContext kernel, Contraction contraction) {
        this.kernel = kernel;
        this.contraction = contraction;
    }

    static Method write(
            Schedule schedule,
            Group group,
            Target target,
            Contraction contraction,
            String name,
            List<String> parameters) {
        KernelContext kernel = new KernelContext(schedule, group, target.withoutVectors());
        new SumsOfNumbers(kernel, contraction).loops();
        return kernel.method(name, parameters);
    }

    /** How many sums run side by side in most turns; partial ones of an element have turns of their own. */
    static int sideBySide(Contraction contraction, int capacity) {
        List<Atom.Counter> outer = contraction.outer();
        return outer.equals(contraction.partial().counters())
                ? 1
                : (int) Math.min(
                        SIDE_BY_SIDE, outer.get(outer.size() - 1).extent().at(capacity));
    }

    private void loops() {
        List<Atom.Counter> outer = contraction.outer();
        kernel.divide(new Axes(outer, contraction.at()), false);
        int together = sideBySide(contraction, kernel.target().capacity());
        if (together == 1) {
            Scope scope = kernel.loops(kernel.root(), outer);
            sums(scope, List.of(UnaryOperator.identity()));
            kernel.close(scope, kernel.root());
            return;
        }
        Atom.Counter last = outer.get(outer.size() - 1);
        Scope around = kernel.loops(kernel.root(), outer.subList(0, outer.size() - 1));
        if (last.extent().equals(new Size(together, 0)) && !kernel.isDivided(last)) {
            sums(around, neighbours(last, Affine.ZERO, together));
        } else {
            severalTurns(around, last, together);
        }
        kernel.close(around, kernel.root());
    }

    private void severalTurns(Scope around, Atom.Counter last, int together) {
        Scope block = around.open("");
        boolean divided = kernel.isDivided(last);
        String i = last.name();
        String end = divided ? "to" : last.extent().toString();
        block.line("int " + i + " = " + (divided ? "from" : "0") + ";");
        Scope several =
                block.open("for (; " + i + " <= " + end + " - " + together + "; " + i + " += " + together + ")");
        kernel.expressions().enter(last, several);
        sums(several, neighbours(last, Affine.of(last), together));
        kernel.close(several, block);
        if (divided || !last.extent().isMultipleOf(new Size(together, 0))) {
            kernel.expressions().forget();
            Scope single = block.open("for (; " + i + " < " + end + "; " + i + "++)");
            kernel.expressions().enter(last, single);
            sums(single, List.of(UnaryOperator.identity()));
            kernel.close(single, block);
        }
        kernel.close(block, around);
    }

    /** The positions of sums side by side, from a first one on, for the position of a counter. */
    private static List<UnaryOperator<Affine>> neighbours(Atom.Counter counter, Affine first, int together) {
        List<UnaryOperator<Affine>> neighbours = new ArrayList<>();
        for (int number = 0; number < together; number++) {
            Affine position = first.plus(number);
            neighbours.add(at -> at.substitute(counter, position));
        }
        return neighbours;
    }

    /** The sums at some positions, and what is stored of them. */
    private void sums(Scope scope, List<UnaryOperator<Affine>> positions) {
        List<Code> totals = new ArrayList<>();
        positions.forEach(position -> totals.add(kernel.variable(scope, Type.FLOAT, "total", "0f")));
        Scope loop = contraction.sumLoops(kernel, scope);
        for (int number = 0; number < positions.size(); number++) {
            UnaryOperator<Affine> position = positions.get(number);
            Code left = kernel.expressions().number(contraction.left(), moved(contraction.leftAt(), position));
            Code right = kernel.expressions().number(contraction.right(), moved(contraction.rightAt(), position));
            String total = totals.get(number).text();
            loop.line(total + " = Math.fma({0}, {1}, " + total + ");", left, right);
        }
        kernel.close(loop, scope);
        kernel.expressions().forget();
        for (int number = 0; number < positions.size(); number++) {
            List<Affine> at = moved(contraction.at(), positions.get(number));
            kernel.expressions().give(contraction.result(), at, totals.get(number));
        }
        positions.forEach(position -> kernel.storeAll(scope, moved(contraction.at(), position)));
    }

    private static List<Affine> moved(List<Affine> at, UnaryOperator<Affine> position) {
        return at.stream().map(position).toList();
    }
}
