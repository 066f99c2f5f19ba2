package dev.adjoint.codegen.emit;

import dev.adjoint.api.graph.Tensor;
import dev.adjoint.codegen.index.Atom;
import dev.adjoint.codegen.index.Size;
import dev.adjoint.codegen.index.Views;
import dev.adjoint.codegen.schedule.Group;
import dev.adjoint.codegen.schedule.Place;
import java.util.List;
import java.util.Optional;

/**
 * The parts of a long sum. All tiles of a result run over one part before the next, so that a part of the operands stays
 * in the caches; between the parts the sums wait where the result stands. The products come in the same order as without
 * parts, so no bit changes.
 *
 * @param along the outermost contracting axis
 * @param turns how many of its positions are in a part
 * @param sums where the sums stand
 */
record SumParts(Atom.Counter along, long turns, Place sums) {
    private static final int MOST_PANEL_BYTES = 16 << 10;
    private static final int MOST_BYTES = 128 << 10;
    /** Fewer products than this are summed at once. */
    private static final int LONG = 512;
    /** With fewer tiles than this, operands are not read often enough. */
    private static final int MANY_TILES = 3;

    /** The parts of a contraction, if it pays to have some. */
    static Optional<SumParts> of(Group group, KernelContext kernel, Tiling tiling) {
        Contraction contraction = tiling.contraction();
        int capacity = tiling.target().capacity();
        long length = contraction.length().at(capacity);
        boolean plain = group.stores().size() == 1
                && group.stores().get(0).value() == contraction.result()
                && group.stores().get(0).place().isRowMajor(contraction.result().shape());
        boolean packsEachTime = !tiling.middle().isEmpty() && tiling.packsDown(kernel);
        Size across = tiling.across().extent();
        if (!plain
                || tiling.scattered()
                || packsEachTime
                || length < LONG
                || !across.isFixed()
                || across.factor() % tiling.target().lanes() != 0) {
            return Optional.empty();
        }
        Atom.Counter along = contraction.contracting().counters().get(0);
        long extent = along.extent().at(capacity);
        long own = elements(contraction.cols(), capacity);
        long other = elements(contraction.rows(), capacity);
        double panel = 4.0 * length / extent * tiling.width();
        double all = 4.0
                * (touched(contraction.left(), other * length, capacity)
                        + touched(contraction.right(), own * length, capacity))
                / extent;
        long turns = Math.max(1, (long) Math.min(MOST_PANEL_BYTES / panel, MOST_BYTES / all));
        long tiles = elements(tiling.fromRight() ? contraction.rows() : contraction.cols(), capacity) / tiling.rows(0);
        return extent >= 2 * turns && tiles >= MANY_TILES
                ? Optional.of(new SumParts(along, turns, group.stores().get(0).place()))
                : Optional.empty();
    }

    private static long elements(Axes axes, int capacity) {
        return axes.counters().stream()
                .mapToLong(counter -> counter.extent().at(capacity))
                .reduce(1, (a, b) -> a * b);
    }

    /** How many elements of memory an operand of a number of elements is made from: windows overlap. */
    private static long touched(Tensor operand, long elements, int capacity) {
        Tensor base = operand;
        while (Views.isView(base)) {
            base = base.input(0);
        }
        return Math.min(elements, Size.elements(base.shape()).at(capacity));
    }

    /** A block around what runs from {@code start} to {@code end} of the first part. */
    Scope openFirst(Scope parent) {
        Scope scope = parent.open("");
        scope.line("int start = 0;");
        scope.line(end());
        return scope;
    }

    /** The loop over the parts behind the first one. */
    Scope openOthers(Scope parent) {
        Scope scope =
                parent.open("for (int start = " + turns + "; start < " + along.extent() + "; start += " + turns + ")");
        scope.line(end());
        return scope;
    }

    private String end() {
        return "int end = Math.min(start + " + turns + ", " + along.extent() + ");";
    }

    /** The names of what a tile is given. */
    static List<String> bounds() {
        return List.of("start", "end");
    }
}
