package dev.adjoint.codegen.emit;

import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Variable;
import dev.adjoint.codegen.index.Affine;
import dev.adjoint.codegen.index.Atom;
import dev.adjoint.codegen.index.Size;
import dev.adjoint.codegen.index.Views;
import dev.adjoint.codegen.schedule.Buffer;
import dev.adjoint.codegen.schedule.Group;
import dev.adjoint.codegen.schedule.Schedule;
import java.util.List;
import java.util.Optional;

/**
 * A copy of an operand of a contraction: panel by panel along one of its free axes, and in a panel the elements across it
 * for each position along the contracting axes.
 */
final class Panels {
    private final Schedule schedule;
    private final Group group;
    private final Tiling tiling;
    private final Tensor operand;
    private final List<Affine> operandAt;
    private final Atom.Counter axis;
    private final int width;
    /** The loops around the kernel for each turn of which there are panels of their own. */
    private final List<Atom.Counter> around;

    private final Buffer buffer;

    /** Of the operand that gives the vectors; all panels at once, or those of one turn of the loops around them. */
    static Panels across(Schedule schedule, Group group, Tiling tiling, boolean all) {
        return new Panels(
                schedule,
                group,
                tiling,
                tiling.operand(),
                tiling.operandAt(),
                tiling.across(),
                tiling.width(),
                all ? tiling.blocks() : List.of());
    }

    /** Of the operand whose elements are broadcast, for tiles of so many rows. */
    static Panels down(Schedule schedule, Group group, Tiling tiling, int rows) {
        return new Panels(
                schedule,
                group,
                tiling,
                tiling.other(),
                tiling.otherAt(),
                tiling.down().orElseThrow(),
                rows,
                List.of());
    }

    private Panels(
            Schedule schedule,
            Group group,
            Tiling tiling,
            Tensor operand,
            List<Affine> operandAt,
            Atom.Counter axis,
            int width,
            List<Atom.Counter> around) {
        this.schedule = schedule;
        this.group = group;
        this.tiling = tiling;
        this.operand = operand;
        this.operandAt = operandAt;
        this.axis = axis;
        this.width = width;
        this.around = around;
        Size length = tiling.contraction().length();
        Size across = axis.extent();
        Size size = length.times(columns());
        for (Atom.Counter counter : around) {
            size = size.times(counter.extent());
        }
        long slack = across.isFixed() ? 0 : length.at(tiling.target().capacity()) * width;
        this.buffer = schedule.layout().working(group, size, slack, "panels");
    }

    /** The elements across all panels of a turn of the loops around them. */
    private Size columns() {
        Size across = axis.extent();
        return across.isFixed() ? new Size((across.factor() + width - 1) / width * width, 0) : across;
    }

    Atom.Counter axis() {
        return axis;
    }

    /** Gives every thread a copy of its own. */
    void ofEachThread() {
        schedule.layout().ofEachThread(buffer);
    }

    String array() {
        return buffer.name();
    }

    /**
     * Where an element for the current position along the contracting axes stands.
     *
     * @param first the first element along the axis in the panel
     * @param column which element of the panel
     */
    Affine offset(Affine first, long column) {
        Affine position =
                Axes.turn(Affine.ZERO, tiling.contraction().contracting().counters());
        return start(first).plus(position.times(width)).plus(column);
    }

    /** Where the panel begins whose first element along the axis it is. */
    private Affine start(Affine first) {
        return Axes.turn(Affine.ZERO, around)
                .times(columns())
                .plus(first)
                .times(tiling.contraction().length());
    }

    /** The method that makes the copy. */
    Method method(String name, List<String> arguments, Method.Use use) {
        return method(name, arguments, use, Optional.empty());
    }

    /** The method in which threads divide the panels. */
    Method divided(String name, List<String> arguments, Method.Use use) {
        return method(name, arguments, use, Optional.of(new Share(axis, width)));
    }

    /** Whether there is a loop around the kernel in which the operand stays the same, and its place needs no counter. */
    boolean isInvariant(KernelContext kernel, List<String> counters) {
        return isInvariant(kernel, counters, operand, operandAt);
    }

    /** The same for an operand of which there is no copy yet. */
    static boolean isInvariant(KernelContext kernel, List<String> counters, Tensor operand, List<Affine> at) {
        Tensor base = Views.base(operand);
        return !counters.isEmpty()
                && (base.op() instanceof Variable || kernel.schedule().layout().isInvariant(base))
                && kernel.offsets(operand, at).stream()
                        .flatMap(offset -> offset.leaves().stream())
                        .noneMatch(leaf -> counters.contains(leaf.toString()));
    }

    private Method method(String name, List<String> arguments, Method.Use use, Optional<Share> share) {
        Size across = axis.extent();
        boolean divided = share.isPresent();
        String start = divided ? "from / " + width : "0";
        KernelContext kernel = new KernelContext(schedule, group, Target.PLAIN);
        Scope top = kernel.root();
        Scope root = kernel.loops(top, around);
        Atom.Counter number = new Atom.Counter("p", new Size(Integer.MAX_VALUE, 0));
        Affine panel = Affine.of(number);
        Scope scope;
        if (across.isFixed()) {
            long whole = across.factor() / width;
            long rest = across.factor() % width;
            if (whole > 0) {
                String end = divided ? "to / " + width : Long.toString(whole);
                scope = root.open("for (int p = " + start + "; p < " + end + "; p++)");
                kernel.expressions().enter(number, scope);
                copy(kernel, panel).write(scope, width);
                kernel.close(scope, root);
                kernel.expressions().forget();
            }
            if (rest > 0) {
                Affine last = Affine.of(whole);
                scope = divided ? root.open("if (from < to && to == " + across + ")") : root;
                clear(scope, last);
                copy(kernel, last).write(scope, Math.toIntExact(rest));
                kernel.close(scope, root);
            }
        } else {
            scope = root.open("for (int p = " + start + "; p < (" + (divided ? "to" : across) + " + " + (width - 1)
                    + ") / " + width + "; p++)");
            kernel.expressions().enter(number, scope);
            scope.line("int count = Math.min(" + width + ", " + across + " - p * " + width + ");");
            Scope partial = scope.open("if (count < " + width + ")");
            clear(partial, panel);
            kernel.close(partial, scope);
            copy(kernel, panel).write(scope, PanelCopy.UNKNOWN);
            kernel.close(scope, root);
        }
        kernel.close(root, top);
        String formula = buffer.name() + " = panels of an operand";
        return KernelContext.method(name, arguments, formula, use, top, share);
    }

    private void clear(Scope scope, Affine panel) {
        Affine first = start(panel.times(width));
        Affine end = start(panel.plus(1).times(width));
        scope.line("Arrays.fill(" + buffer.name() + ", " + first + ", " + end + ", 0f);");
    }

    private PanelCopy copy(KernelContext kernel, Affine panel) {
        Atom.Counter column = new Atom.Counter("j", new Size(width, 0));
        Affine across = panel.times(width).plus(Affine.of(column));
        List<Affine> at = operandAt.stream()
                .map(position -> position.substitute(axis, across))
                .toList();
        Affine to = offset(panel.times(width), 0).plus(Affine.of(column));
        return new PanelCopy(kernel, tiling, operand, at, buffer, to, column);
    }
}
