package dev.adjoint.codegen.emit;

import dev.adjoint.codegen.index.Affine;
import dev.adjoint.codegen.index.Atom;
import dev.adjoint.codegen.index.Size;
import dev.adjoint.codegen.schedule.Buffer;
import dev.adjoint.codegen.schedule.Group;
import dev.adjoint.codegen.schedule.Schedule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The methods of a contraction in tiles. */
final class Tiles {
    private final Schedule schedule;
    private final Group group;
    private final Tiling tiling;
    private final String name;
    private final List<String> counters;
    private Optional<Panels> across = Optional.empty();
    private Optional<SumParts> parts = Optional.empty();
    private Optional<PanelFinish> later = Optional.empty();
    private TilePart part = TilePart.WHOLE;
    private Optional<Panels> down = Optional.empty();
    private Optional<Share> share = Optional.empty();
    private final List<Method> methods = new ArrayList<>();
    private final Map<String, String> names = new HashMap<>();

    Tiles(Schedule schedule, Group group, Tiling tiling, String name, List<String> counters) {
        this.schedule = schedule;
        this.group = group;
        this.tiling = tiling;
        this.name = name;
        this.counters = counters;
    }

    List<Method> emit(String formula, KernelContext kernel) {
        int rows = tiling.rows();
        List<Atom.Counter> batch = tiling.contraction().batch().counters();
        boolean all = tiling.packed()
                && batch.isEmpty()
                && Panels.isInvariant(kernel, counters, tiling.operand(), tiling.operandAt());
        if (tiling.packed()) {
            across = Optional.of(Panels.across(schedule, group, tiling, all));
        }
        if (tiling.target().division() == Target.Division.SUMMED_ROWS) {
            parts = SumParts.ofRows(group, tiling);
            return bySummedRows(formula, kernel);
        }
        boolean turns = TurnedRows.suit(kernel, tiling);
        Optional<Buffer> block = tiling.scattered() && !turns
                ? Optional.of(schedule.layout()
                        .workingOfEachThread(group, new Size((long) rows * tiling.width(), 0), "block"))
                : Optional.empty();
        share = Shares.choose(tiling.target(), group, tiling.contraction().at(), TileShares.of(tiling, turns));
        Scope root = Scope.method(schedule.layout().identifiers());
        List<String> outer = new ArrayList<>(counters);
        Scope scope = loops(root, batch, outer);
        down = tiling.packsDown() ? Optional.of(Panels.down(schedule, group, tiling, rows)) : Optional.empty();
        boolean whole = tiling.middle().isEmpty();
        if (whole) {
            pack(kernel, scope, down, part("Factors"), outer, batch.isEmpty());
        }
        scope = loops(scope, tiling.blocks(), outer);
        pack(
                kernel,
                scope,
                across,
                part("Panels"),
                outer,
                all || tiling.outermost().isEmpty());
        scope = loops(scope, tiling.contraction().partial().counters(), outer);
        parts = SumParts.of(schedule, group, tiling);
        if (turns) {
            later = Optional.of(TurnedRows.of(schedule, group, tiling, parts));
        } else if (StraightRows.suit(group, tiling)) {
            later = Optional.of(new StraightRows(schedule, group, WaitingSums.of(schedule, group, tiling, parts)));
        }
        if (parts.isEmpty()) {
            enterPartialSum(scope, outer);
            scope = loops(scope, tiling.middle(), outer);
        }
        if (!whole) {
            pack(kernel, scope, down, part("Factors"), outer, false);
        }
        if (parts.isPresent()) {
            inParts(scope, outer, rows, block, parts.get());
        } else {
            panels(scope, outer, rows, block);
        }
        methods.add(0, KernelContext.method(name, counters, formula, Method.Use.KERNEL, root, share));
        return methods;
    }

    /** Says which turns of the outermost contracting loop belong to a partial sum. */
    private void enterPartialSum(Scope scope, List<String> outer) {
        Contraction contraction = tiling.contraction();
        if (contraction.isPartial()) {
            scope.line("int start = " + contraction.bounds().get(0) + ";");
            scope.line("int end = " + contraction.bounds().get(1) + ";");
            outer.addAll(SumParts.bounds());
        }
    }

    /** The sums of some rows, which begin at zero if these are the first ones and go on otherwise. */
    private List<Method> bySummedRows(String formula, KernelContext kernel) {
        Contraction contraction = tiling.contraction();
        share = Optional.of(new Share(contraction.contracting().counters().get(0), 1));
        Scope root = Scope.method(schedule.layout().identifiers());
        root.line("int start = from;");
        root.line("int end = to;");
        if (parts.isEmpty()) {
            summed(kernel, root, root, TilePart.WHOLE);
        } else {
            String begin = contraction.bounds().get(0);
            summed(kernel, root, root.open("if (from == " + begin + ")"), TilePart.FIRST);
            summed(kernel, root, root.open("if (from > " + begin + ")"), TilePart.MORE);
        }
        methods.add(0, KernelContext.method(name, counters, formula, Method.Use.KERNEL, root, share));
        return methods;
    }

    private void summed(KernelContext kernel, Scope root, Scope rows, TilePart next) {
        List<String> outer = new ArrayList<>(counters);
        Scope scope = loops(rows, tiling.contraction().batch().counters(), outer);
        scope = loops(scope, tiling.blocks(), outer);
        part(scope, outer, tiling.rows(), Optional.empty(), next);
        kernel.close(scope, root);
    }

    private boolean isDivided(Atom.Counter counter) {
        return share.filter(part -> part.counter().equals(counter)).isPresent();
    }

    /**
     * Packs an operand: where that is done once, all threads share the work and the panels, before the loop around the
     * kernel where the operand stays the same; in a loop, each thread packs for itself what it needs.
     */
    private void pack(
            KernelContext kernel,
            Scope scope,
            Optional<Panels> packed,
            String method,
            List<String> arguments,
            boolean once) {
        if (packed.isEmpty()) {
            return;
        }
        Panels panels = packed.get();
        boolean byRows = tiling.target().division() == Target.Division.ROWS;
        if (share.isPresent() && once && isDivided(panels.axis())) {
            // Each thread needs the panels that it makes, and no others.
            methods.add(panels.divided(method, arguments, Method.Use.KERNEL));
            scope.line(call(method, concat(arguments, List.of("from", "to"))));
        } else if (once && panels.isInvariant(kernel, counters)) {
            methods.add(
                    share.isPresent()
                            ? panels.divided(method, List.of(), Method.Use.BEFORE_LOOP)
                            : panels.method(method, List.of(), Method.Use.BEFORE_LOOP));
        } else if (share.isPresent() && once && !byRows) {
            methods.add(panels.divided(method, arguments, Method.Use.BEFORE));
        } else {
            panels.ofEachThread();
            methods.add(panels.method(method, List.copyOf(arguments), Method.Use.KERNEL));
            scope.line(call(method, arguments));
        }
    }

    /** The first part, whose sums begin at zero, and the others, whose sums go on. */
    private void inParts(Scope scope, List<String> outer, int rows, Optional<Buffer> block, SumParts sums) {
        part(sums.openFirst(scope, tiling.contraction().bounds()), outer, rows, block, TilePart.FIRST);
        if (!sums.hasLast() || sums.isLong()) {
            part(sums.openOthers(scope, tiling.contraction().bounds()), outer, rows, block, TilePart.MORE);
        }
        if (sums.hasLast()) {
            part(sums.openLast(scope), outer, rows, block, TilePart.LAST);
        } else if (later.isPresent()) {
            finishAll(scope, outer, rows, block);
        }
    }

    /** Finishes sums of which nobody knows beforehand which part is the last one. */
    private void finishAll(Scope scope, List<String> outer, int rows, Optional<Buffer> block) {
        part = TilePart.FINISH;
        Scope after = scope.open("");
        List<String> names = new ArrayList<>(outer);
        panels(loops(after, tiling.middle(), names), names, rows, block);
        after.close();
    }

    private void part(Scope scope, List<String> outer, int rows, Optional<Buffer> block, TilePart next) {
        part = next;
        List<String> names = concat(outer, SumParts.bounds());
        panels(loops(scope, tiling.middle(), names), names, rows, block);
        scope.close();
    }

    private Scope loops(Scope parent, List<Atom.Counter> counters, List<String> names) {
        Scope scope = parent;
        for (Atom.Counter counter : counters) {
            scope = isDivided(counter) ? Blocks.loop(scope, counter, "from", "to") : Blocks.loop(scope, counter);
            names.add(counter.name());
        }
        return scope;
    }

    private static String call(String method, List<String> arguments) {
        return method + "(" + String.join(", ", concat(List.of("rows", "key"), arguments)) + ");";
    }

    private static List<String> concat(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private void panels(Scope scope, List<String> outer, int rows, Optional<Buffer> block) {
        int width = tiling.width();
        Size across = tiling.across().extent();
        Affine panel = Affine.of(new Atom.Counter("p", new Size(Integer.MAX_VALUE, 0)));
        boolean divided = isDivided(tiling.across());
        if (!across.isFixed()) {
            String first = divided ? "from / " + width : "0";
            Scope each = scope.open("for (int p = " + first + "; p < (" + (divided ? "to" : across) + " + "
                    + (width - 1) + ") / " + width + "; p++)");
            each.line("int count = Math.min(" + width + ", " + across + " - p * " + width + ");");
            tiles(each, concat(outer, List.of("p", "count")), new Shape(rows, panel, 0), block);
            each.close();
            return;
        }
        long columns = divided || parts.isPresent()
                ? across.factor()
                : tiling.storedColumns(new KernelContext(schedule, group, tiling.target()));
        long whole = columns / width;
        int rest = (int) (columns % width);
        if (divided) {
            if (whole > 0) {
                Scope each = scope.open("for (int p = from / " + width + "; p < to / " + width + "; p++)");
                tiles(each, concat(outer, List.of("p")), new Shape(rows, panel, width), block);
                each.close();
            }
            if (rest > 0) {
                Scope last = scope.open("if (from < to && to == " + across + ")");
                tiles(last, outer, new Shape(rows, Affine.of(whole), rest), block);
                last.close();
            }
            return;
        }
        if (whole == 1) {
            tiles(scope, outer, new Shape(rows, Affine.ZERO, width), block);
        } else if (whole > 1) {
            Scope each = scope.open("for (int p = 0; p < " + whole + "; p++)");
            tiles(each, concat(outer, List.of("p")), new Shape(rows, panel, width), block);
            each.close();
        }
        if (rest > 0) {
            tiles(scope, outer, new Shape(rows, Affine.of(whole), rest), block);
        }
    }

    /** What tiles of a panel have in common. */
    private record Shape(int rows, Affine panel, int columns) {}

    private void tiles(Scope scope, List<String> arguments, Shape shape, Optional<Buffer> block) {
        if (part != TilePart.FINISH) {
            sum(scope, arguments, shape, block);
        }
        if (part.ends() && later.isPresent()) {
            finishRows(scope, arguments, shape, later.get());
        }
    }

    private void sum(Scope scope, List<String> arguments, Shape shape, Optional<Buffer> block) {
        if (tiling.down().isEmpty()) {
            scope.line(call(tile(1, shape, arguments, block), arguments));
            return;
        }
        Atom.Counter down = tiling.down().get();
        if (down.extent().isFixed() && down.extent().factor() <= shape.rows()) {
            scope.line(call(tile((int) down.extent().factor(), shape, arguments, block), arguments));
        } else {
            List<String> all = concat(arguments, List.of(down.name()));
            new TileColumn(
                            tiling,
                            down,
                            isDivided(down),
                            share.isPresent(),
                            shape.rows(),
                            rows -> call(tile(rows, shape, all, block), all))
                    .write(scope);
        }
    }

    private void finishRows(Scope scope, List<String> arguments, Shape shape, PanelFinish rows) {
        boolean divided = tiling.down().filter(this::isDivided).isPresent();
        List<String> all = divided ? concat(arguments, List.of("from", "to")) : arguments;
        String columns = shape.columns() == 0 || shape.columns() == tiling.width() ? "" : "By" + shape.columns();
        for (Method method : rows.methods(
                part("Rows" + columns), part("RowsRest" + columns), all, shape.panel(), shape.columns(), divided)) {
            methods.add(method);
            scope.line(call(method.name(), all));
        }
    }

    private String tile(int rows, Shape shape, List<String> arguments, Optional<Buffer> block) {
        int lanes = tiling.target().lanes();
        String columns = shape.columns() == 0 || shape.columns() % lanes == 0
                ? "x" + (shape.columns() == 0 ? tiling.vectors() : shape.columns() / lanes)
                : "by" + shape.columns();
        String tile = part(rows + columns + part.suffix());
        Optional<Panels> factors = rows == shape.rows() ? down : Optional.empty();
        Tile writer = new Tile(
                schedule,
                group,
                tiling,
                across,
                factors,
                parts,
                part,
                block,
                later,
                rows,
                shape.panel(),
                shape.columns());
        methods.add(writer.method(tile, arguments));
        return tile;
    }

    /** The name of another method of this kernel. No other kernel has it: one whose result is dot2x2 may stand beside dot. */
    private String part(String suffix) {
        return names.computeIfAbsent(
                suffix, key -> schedule.layout().identifiers().part(name, key));
    }
}
