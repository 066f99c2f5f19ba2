package dev.adjoint.codegen.emit;

import dev.adjoint.api.graph.Tensor;
import dev.adjoint.codegen.index.Affine;
import dev.adjoint.codegen.index.Atom;
import dev.adjoint.codegen.index.Size;
import dev.adjoint.codegen.index.Views;
import dev.adjoint.codegen.schedule.Buffer;
import dev.adjoint.codegen.schedule.Place;
import java.util.List;

/**
 * The loops that copy an operand of a contraction to a panel: in vectors where a row of the panel stands in memory as it is,
 * in squares where a column does, and else number by number.
 *
 * @param at the position in the operand for a column, and for each position along the contracting axes
 * @param to its place in the buffer
 * @param column counts the columns of the panel
 */
record PanelCopy(
        KernelContext kernel,
        Tiling tiling,
        Tensor operand,
        List<Affine> at,
        Buffer buffer,
        Affine to,
        Atom.Counter column) {
    /** Stands for as many columns as the variable {@code count} says. */
    static final int UNKNOWN = -1;

    /** Elements along the contracting axis that are copied before the next column, so that the copies stay in cache. */
    private static final int BLOCK = 16;

    /**
     * Writes the loops.
     *
     * @param columns how many columns there are, or {@code UNKNOWN}
     */
    void write(Scope parent, int columns) {
        List<Atom.Counter> contracting = tiling.contraction().contracting().counters();
        List<Affine> offsets = kernel.offsets(operand, at);
        boolean sideBySide = offsets.stream().allMatch(offset -> isOne(offset, column));
        if (sideBySide && offsets.size() == 1 && columns == width() && columns % lanes() == 0) {
            Scope rows = kernel.loops(parent, contracting);
            vectors(rows);
            kernel.close(rows, parent);
        } else if (sideBySide || contracting.isEmpty()) {
            Scope numbers = kernel.loops(parent, contracting).open(header("0", columns));
            number(numbers, at, to);
            kernel.close(numbers, parent);
        } else {
            Atom.Counter inner = contracting.get(contracting.size() - 1);
            Scope outer = kernel.loops(parent, contracting.subList(0, contracting.size() - 1));
            Place place = kernel.schedule().layout().place(Views.base(operand));
            if (place != null && turns(offsets.get(0), inner, columns)) {
                squares(outer, inner, columns, place.buffer(), offsets.get(0));
            } else {
                blocks(outer, inner, columns);
            }
            kernel.close(outer, parent);
        }
    }

    private int lanes() {
        return tiling.target().lanes();
    }

    private long width() {
        return column.extent().factor();
    }

    private static boolean isOne(Affine offset, Atom.Counter counter) {
        return offset.coefficient(counter).filter(Size::isOne).isPresent();
    }

    private static String header(String from, int columns) {
        return "for (int j = " + from + "; j < " + count(columns) + "; j++)";
    }

    private static String count(int columns) {
        return columns == UNKNOWN ? "count" : Integer.toString(columns);
    }

    private void number(Scope scope, List<Affine> from, Affine place) {
        kernel.expressions().enter(column, scope);
        scope.line(
                buffer.name() + "[" + place + "] = {0};", kernel.expressions().number(operand, from));
    }

    /** The position in the operand with another one along a loop. */
    private List<Affine> at(Atom.Counter counter, Affine other) {
        return at.stream().map(position -> position.substitute(counter, other)).toList();
    }

    private void vectors(Scope scope) {
        Atom.Counter lane = new Atom.Counter("lane", new Size(lanes(), 0));
        kernel.enterLanes(lane, lanes());
        for (long first = 0; first < width(); first += lanes()) {
            Affine start = Affine.of(first);
            scope.line(
                    "{0}.intoArray(" + buffer.name() + ", " + to.substitute(column, start) + ");",
                    kernel.expressions().number(operand, at(column, start.plus(Affine.of(lane)))));
        }
        kernel.leaveVector();
    }

    /** Whether a column stands in memory as it is, and there are enough of them for a square. */
    private boolean turns(Affine from, Atom.Counter inner, int columns) {
        Size extent = inner.extent();
        long least = Math.min(extent.factor(), columns == UNKNOWN ? width() : columns);
        boolean areEnough = lanes() > 1 && extent.isFixed() && least >= lanes();
        return areEnough && isOne(from, inner) && from.coefficient(column).isPresent();
    }

    /** Turns squares as far as there are whole ones, and copies the rest number by number. */
    private void squares(Scope parent, Atom.Counter inner, int columns, Buffer source, Affine from) {
        long length = inner.extent().factor();
        long whole = length / lanes() * lanes();
        Atom.Counter row = new Atom.Counter("i", new Size(length, 0));
        Scope across =
                parent.open("for (int j = 0; j <= " + count(columns) + " - " + lanes() + "; j += " + lanes() + ")");
        Scope along = across.open("for (int i = 0; i < " + whole + "; i += " + lanes() + ")");
        along.line(SquareTurn.call(
                source.name(),
                from.substitute(inner, Affine.of(row)),
                from.coefficient(column).orElseThrow(),
                buffer.name(),
                to.substitute(inner, Affine.of(row)),
                width()));
        kernel.close(along, parent);
        if (whole == length && columns != UNKNOWN && columns % lanes() == 0) {
            return;
        }
        String turned = count(columns) + " / " + lanes() + " * " + lanes();
        Scope rest = parent.open(header(whole == length ? turned : "0", columns));
        Scope numbers = Blocks.loop(rest, row, "j < " + turned + " ? " + whole + " : 0", Long.toString(length));
        kernel.expressions().enter(row, numbers);
        number(numbers, at(inner, Affine.of(row)), to.substitute(inner, Affine.of(row)));
        kernel.close(numbers, parent);
    }

    /** Copies so many elements of one column before those of the next, so that they stay in cache. */
    private void blocks(Scope parent, Atom.Counter inner, int columns) {
        Size extent = inner.extent();
        Size most = extent.isFixed() ? new Size((extent.factor() + BLOCK - 1) / BLOCK, 0) : extent;
        Atom.Counter block = new Atom.Counter("block", most);
        Scope blocks = Blocks.loop(
                parent,
                block,
                "0",
                extent.isFixed() ? most.toString() : "(" + extent + " + " + (BLOCK - 1) + ") / " + BLOCK);
        kernel.expressions().enter(block, blocks);
        blocks.line("int length = Math.min(" + BLOCK + ", " + extent + " - block * " + BLOCK + ");");
        Atom.Counter within = new Atom.Counter("i", new Size(BLOCK, 0));
        Scope numbers = Blocks.loop(blocks.open(header("0", columns)), within, "0", "length");
        kernel.expressions().enter(within, numbers);
        Affine row = Affine.of(block).times(BLOCK).plus(Affine.of(within));
        number(numbers, at(inner, row), to.substitute(inner, row));
        kernel.close(numbers, parent);
    }
}
