package dev.adjoint.codegen.emit;

import dev.adjoint.api.graph.Tensor;
import dev.adjoint.codegen.index.Affine;
import dev.adjoint.codegen.index.Atom;
import dev.adjoint.codegen.index.Size;
import dev.adjoint.codegen.index.Views;
import dev.adjoint.codegen.schedule.Buffer;
import dev.adjoint.codegen.schedule.Group;
import dev.adjoint.codegen.schedule.Place;
import dev.adjoint.codegen.schedule.Schedule;
import java.util.List;
import java.util.Optional;

/**
 * The sums of a long contraction in parts, so that what a part reads of the operands stays in cache while all tiles go
 * through it. Each product is added in its turn: the bits are those of one long sum.
 *
 * @param along the outermost of the contracting loops
 * @param turns the turns of that loop in a part
 * @param result where the sums stand between the parts, if that is where the result stands
 * @param aside where they stand otherwise, tile by tile
 */
record SumParts(Atom.Counter along, long turns, Optional<Place> result, Optional<Buffer> aside) {
    /** The part of a core's own cache that a part of a panel may take, which all tiles of the panel read. */
    private static final double PANEL_SHARE = 1.0 / 8;
    /** The same for a part of all that the contraction reads. */
    private static final double SHARE = 1.0 / 2;
    /** Operands of less than this stay in cache as they are. */
    private static final int LARGE_BYTES = 320 << 10;
    /** Fewer products than this are summed at once. */
    private static final int LONG = 512;
    /** In a part there are at least so many, which take far longer than to load and store the sums. */
    private static final int FEWEST_PRODUCTS = 192;
    /** With fewer tiles than this, operands are not read often enough. */
    private static final int MANY_TILES = 3;

    /** The parts of a contraction, if it pays to have some. */
    static Optional<SumParts> of(Schedule schedule, Group group, Tiling tiling) {
        Contraction contraction = tiling.contraction();
        int capacity = tiling.target().capacity();
        int rows = contraction.mostRows(capacity);
        long length = contraction.length().at(rows);
        boolean packsEachTime = !tiling.middle().isEmpty() && tiling.packsDown();
        Atom.Counter along = contraction.contracting().innermost().isEmpty()
                ? new Atom.Counter("k", Size.ONE)
                : contraction.contracting().counters().get(0);
        long extent = along.extent().at(rows);
        boolean inBlocks = !tiling.blocks().isEmpty();
        long own = inBlocks
                ? tiling.across().extent().at(capacity)
                : tiling.ownFree().extent().at(capacity);
        long other = tiling.otherFree().extent().at(capacity);
        if (packsEachTime || length < LONG || other / tiling.rows() < MANY_TILES) {
            return Optional.empty();
        }
        double bytes = Float.BYTES
                * (touched(tiling.operand(), own * length, capacity)
                        + touched(tiling.other(), other * length, capacity));
        double panel = (double) Float.BYTES * length / extent * tiling.width();
        double cache = (double) Float.BYTES * tiling.target().cache();
        double fitting = Math.max(SHARE * cache / (bytes / extent), FEWEST_PRODUCTS / ((double) length / extent));
        long most = Math.max(1, (long) Math.min(PANEL_SHARE * cache / panel, fitting));
        if (extent < 2 * most) {
            return Optional.empty();
        }
        if (isStoredAsSummed(group, tiling)) {
            return Optional.of(
                    new SumParts(along, most, Optional.of(group.stores().get(0).place()), Optional.empty()));
        }
        if (StraightRows.suit(group, tiling) && !along.extent().isFixed()) {
            return Optional.of(new SumParts(along, most, Optional.empty(), Optional.of(sums(schedule, group, tiling))));
        }
        if (!along.extent().isFixed() || bytes < LARGE_BYTES) {
            return Optional.empty();
        }
        long parts = (extent + most - 1) / most;
        return Optional.of(new SumParts(
                along, (extent + parts - 1) / parts, Optional.empty(), Optional.of(sums(schedule, group, tiling))));
    }

    /**
     * Whether the sums over rows can be made of so many of them after others: sums stand where the result does until they go
     * on, or none of them has more rows.
     */
    static boolean canGoByRows(Group group, Tiling tiling, long rows) {
        Contraction contraction = tiling.contraction();
        List<Atom.Counter> contracting = contraction.contracting().counters();
        boolean isOfRows =
                !contracting.isEmpty() && !contracting.get(0).extent().isFixed();
        boolean isLong = contraction.length().factor() * rows >= FEWEST_PRODUCTS;
        boolean isPacked = tiling.packed() || tiling.packsDown();
        boolean isAtOnce = contraction.isPartial()
                && rows >= contraction.mostRows(tiling.target().capacity())
                && !tiling.scattered();
        return isOfRows && isLong && !isPacked && (isAtOnce || isStoredAsSummed(group, tiling));
    }

    /** Parts of some rows each, of sums that stand where the result does until they go on. */
    static Optional<SumParts> ofRows(Group group, Tiling tiling) {
        return isStoredAsSummed(group, tiling)
                ? Optional.of(new SumParts(
                        tiling.contraction().contracting().counters().get(0),
                        tiling.target().capacity(),
                        Optional.of(group.stores().get(0).place()),
                        Optional.empty()))
                : Optional.empty();
    }

    /** Whether the result holds the sums and nothing else, vector by vector. */
    private static boolean isStoredAsSummed(Group group, Tiling tiling) {
        Tensor result = tiling.contraction().result();
        Size across = tiling.across().extent();
        return group.stores().size() == 1
                && group.stores().get(0).value() == result
                && group.stores().get(0).place().isRowMajor(result.shape())
                && !tiling.scattered()
                && across.isFixed()
                && across.factor() % tiling.target().lanes() == 0;
    }

    /** Room for the sums of all tiles of all panels, each vector whole. */
    private static Buffer sums(Schedule schedule, Group group, Tiling tiling) {
        Size own = tiling.blocks().isEmpty()
                ? tiling.ownFree().extent()
                : tiling.across().extent();
        Size other = tiling.otherFree().extent();
        int width = tiling.width();
        int capacity = tiling.target().capacity();
        Size whole = own.isFixed() ? new Size((own.factor() + width - 1) / width * width, 0) : own;
        long slack = own.isFixed() ? 0 : other.at(capacity) * width;
        return schedule.layout().ofEachThread(schedule.layout().working(group, other.times(whole), slack, "sums"));
    }

    /** Whether it is known which part is the last one, whose tiles finish what they sum. */
    boolean hasLast() {
        return aside.isPresent() && along.extent().isFixed();
    }

    /** The array in which the sums stand between the parts. */
    String array() {
        return result.map(Place::buffer).or(() -> aside).orElseThrow().name();
    }

    /**
     * Where a vector of sums stands between the parts.
     *
     * @param panel the panel of the tile
     * @param at the position of the vector in the result
     * @param row the row of the tile
     * @param column the first element of the vector across the panel
     */
    Affine offset(Tiling tiling, Affine panel, List<Affine> at, long row, long column) {
        if (result.isPresent()) {
            return result.get().offset(at);
        }
        return Axes.turn(panel, tiling.otherFree().counters())
                .plus(row)
                .times(tiling.width())
                .plus(column);
    }

    /** How many elements of memory an operand of a number of elements is made from: windows overlap. */
    private static long touched(Tensor operand, long elements, int capacity) {
        Tensor base = Views.base(operand);
        return Math.min(elements, Size.elements(base.shape()).at(capacity));
    }

    /**
     * A block around the first part.
     *
     * @param bounds the first turn of all parts, and the one behind the last
     */
    Scope openFirst(Scope parent, List<String> bounds) {
        Scope scope = parent.open("");
        scope.line("int start = " + bounds.get(0) + ";");
        scope.line(end(bounds));
        return scope;
    }

    /** The loop over the parts behind the first one, but for the last one where that is known. */
    Scope openOthers(Scope parent, List<String> bounds) {
        String second = bounds.get(0).equals("0") ? Long.toString(turns) : bounds.get(0) + " + " + turns;
        String end = hasLast() ? Long.toString(lastStart()) : bounds.get(1);
        Scope scope = parent.open("for (int start = " + second + "; start < " + end + "; start += " + turns + ")");
        scope.line(end(bounds));
        return scope;
    }

    /** Whether there are more parts than a first and a last one. */
    boolean isLong() {
        return lastStart() > turns;
    }

    /** A block around the last part of sums that stand aside. */
    Scope openLast(Scope parent) {
        Scope scope = parent.open("");
        scope.line("int start = " + lastStart() + ";");
        scope.line("int end = " + along.extent() + ";");
        return scope;
    }

    private long lastStart() {
        return (along.extent().factor() - 1) / turns * turns;
    }

    private String end(List<String> bounds) {
        return "int end = Math.min(start + " + turns + ", " + bounds.get(1) + ");";
    }

    /** The names of what a tile is given. */
    static List<String> bounds() {
        return List.of("start", "end");
    }
}
