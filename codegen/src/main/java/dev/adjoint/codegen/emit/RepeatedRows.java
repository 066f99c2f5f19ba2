package dev.adjoint.codegen.emit;

import dev.adjoint.codegen.index.Affine;
import dev.adjoint.codegen.index.Atom;
import dev.adjoint.codegen.index.Size;
import dev.adjoint.codegen.schedule.Buffer;
import dev.adjoint.codegen.schedule.Element;
import dev.adjoint.codegen.schedule.Place;
import dev.adjoint.codegen.schedule.Reads;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An elementwise kernel of rows that end within a vector and of something that is the same for all of them, such as a bias for
 * each channel: it goes through as many rows at a time as make whole vectors, for which the bias is repeated.
 *
 * <pre>
 * for (int place = 0; place &lt; 48; place += 6) {
 *   System.arraycopy(bias, 0, repeated, place, 6);
 * }
 * int i = 0;
 * for (; i &lt;= rows * 576 - 8; i += 8) {
 *   for (int i1 = 0; i1 &lt; 48; i1 += 16) {
 *     FloatVector xVector = FloatVector.fromArray(FLOATS, x, i * 6 + i1);
 *     FloatVector repeatedVector = FloatVector.fromArray(FLOATS, repeated, i1);
 *     xVector.add(repeatedVector).intoArray(y, i * 6 + i1);
 *   }
 * }
 * </pre>
 *
 * What is left over is done row by row.
 */
final class RepeatedRows {
    /** Where the repeated elements stand. */
    static final String ARRAY = "repeated";
    /** How many of them there is room for. */
    static final int ROOM = 256;
    /** Rows of which a larger part of the vectors is used are as fast by themselves. */
    private static final double MOST_USED = 0.85;
    /** With fewer turns, most rows might be left over. */
    private static final int FEWEST_TURNS = 4;

    private final KernelContext kernel;
    private final Axes axes;
    private final Atom.Counter row;
    private final Atom.Counter column;

    private RepeatedRows(KernelContext kernel, Axes axes) {
        this.kernel = kernel;
        this.axes = axes;
        this.row = axes.counters().get(axes.counters().size() - 2);
        this.column = axes.counters().get(axes.counters().size() - 1);
    }

    /** The rows of a kernel, if they are of this kind. */
    static Optional<RepeatedRows> of(KernelContext kernel, Axes axes) {
        boolean hasRows = axes.counters().size() > 1
                && axes.innermost().orElseThrow().extent().isFixed();
        return kernel.target().hasVectors() && hasRows
                ? Optional.of(new RepeatedRows(kernel, axes)).filter(RepeatedRows::suit)
                : Optional.empty();
    }

    private boolean suit() {
        return isWorthIt() && areSideBySide() && repeated().isPresent();
    }

    private long width() {
        return column.extent().factor();
    }

    private long lanes() {
        return kernel.target().lanes();
    }

    /** The elements of a turn: whole rows and whole vectors. */
    long turn() {
        return width() / Size.gcd(width(), lanes()) * lanes();
    }

    private long rowsOfTurn() {
        return turn() / width();
    }

    private boolean isWorthIt() {
        long vectors = (width() + lanes() - 1) / lanes();
        return width() < MOST_USED * vectors * lanes()
                && row.extent().at(kernel.target().capacity()) >= FEWEST_TURNS * rowsOfTurn();
    }

    /** Whether the rows follow each other in all arrays that the kernel stores. */
    private boolean areSideBySide() {
        return kernel.storeOffsets(axes.at()).stream().allMatch(this::isOfRows);
    }

    private boolean isOfRows(Affine offset) {
        return offset.coefficient(column).filter(Size::isOne).isPresent()
                && offset.coefficient(row).equals(Optional.of(new Size(width(), 0)));
    }

    private boolean isSameForAll(Affine offset) {
        return !offset.leaves().contains(row) && !offset.leaves().contains(column);
    }

    /** What has to be repeated, and where each of these rows begins; none if something is read in other ways. */
    private Optional<Map<Buffer, Affine>> repeated() {
        Map<Buffer, Affine> repeated = new LinkedHashMap<>();
        Set<Buffer> others = new HashSet<>();
        Reads reads = kernel.storedReads(axes.at());
        for (Element read : reads.all()) {
            Place place = kernel.schedule().layout().place(read.tensor());
            if (place == null) {
                continue;
            }
            Affine offset = place.offset(read.at());
            Affine begin = offset.substitute(column, Affine.ZERO);
            if (isOfRows(offset) || isSameForAll(offset)) {
                others.add(place.buffer());
            } else if (!begin.leaves().isEmpty()
                    || !offset.equals(begin.plus(Affine.of(column)))
                    || !begin.equals(repeated.getOrDefault(place.buffer(), begin))) {
                return Optional.empty();
            } else {
                repeated.put(place.buffer(), begin);
            }
        }
        boolean fit = !repeated.isEmpty() && repeated.size() * turn() <= ROOM;
        return fit && reads.numbers().isEmpty() && Collections.disjoint(repeated.keySet(), others)
                ? Optional.of(repeated)
                : Optional.empty();
    }

    /** The kernel, if threads do not divide its rows within. */
    Optional<Method> write(String name, List<String> counters) {
        kernel.divide(axes, true);
        if (kernel.isDivided(column)) {
            return Optional.empty();
        }
        long place = 0;
        for (Map.Entry<Buffer, Affine> each : repeated().orElseThrow().entrySet()) {
            repeat(each.getKey(), each.getValue(), place);
            kernel.expressions().copied(each.getKey(), ARRAY, Affine.of(place).minus(each.getValue()));
            place += turn();
        }
        Scope outer = kernel.loops(
                kernel.root(), axes.counters().subList(0, axes.counters().size() - 2));
        boolean divided = kernel.isDivided(row);
        String counter = row.name();
        String end = divided ? "to" : row.extent().toString();
        outer.line("int " + counter + " = " + (divided ? "from" : "0") + ";");
        Scope turns = outer.open("for (; " + counter + " <= " + end + " - " + rowsOfTurn() + "; " + counter + " += "
                + rowsOfTurn() + ")");
        Atom.Counter along = new Atom.Counter(column.name(), new Size(turn(), 0));
        store(turns, along);
        kernel.close(turns, outer);
        kernel.expressions().copiedNoMore();
        if (divided || !row.extent().isMultipleOf(new Size(rowsOfTurn(), 0))) {
            Scope rest = outer.open("for (; " + counter + " < " + end + "; " + counter + "++)");
            store(rest, column);
            kernel.close(rest, outer);
        }
        kernel.close(outer, kernel.root());
        return Optional.of(kernel.method(name, counters));
    }

    private void repeat(Buffer buffer, Affine begin, long place) {
        Scope copies = kernel.root()
                .open("for (int place = " + place + "; place < " + (place + turn()) + "; place += " + width() + ")");
        copies.line("System.arraycopy(" + buffer.name() + ", " + begin + ", " + ARRAY + ", place, " + width() + ");");
        copies.close();
    }

    /** Writes the loop over the vectors that a turn of the loop over rows stores. */
    private void store(Scope rows, Atom.Counter along) {
        kernel.expressions().forget();
        kernel.expressions().enter(row, rows);
        Scope vectors = kernel.vectorLoop(rows, along);
        kernel.storeAll(
                vectors,
                axes.at().stream()
                        .map(at -> at.substitute(column, Affine.of(along)))
                        .toList());
        kernel.close(vectors, rows);
    }
}
