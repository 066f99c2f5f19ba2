package dev.adjoint.codegen.emit;

import dev.adjoint.codegen.index.Atom;
import dev.adjoint.codegen.index.Size;
import java.util.function.IntFunction;

/**
 * The calls of the tiles of a panel, one below the other.
 *
 * <pre>
 * int m = 0;
 * for (; m &lt;= rows - 6; m += 6) { tile6x2(rows, key, m, p); }
 * if (m &lt;= rows - 4) { tile4x2(rows, key, m, p); m += 4; }
 * ...
 * </pre>
 *
 * @param down the axis that they cover
 * @param divided whether threads divide this axis
 * @param shared whether they divide any
 * @param tallest the most rows of a tile
 * @param call the call of a tile of so many rows
 */
record TileColumn(
        Tiling tiling, Atom.Counter down, boolean divided, boolean shared, int tallest, IntFunction<String> call) {
    void write(Scope scope) {
        Scope body = scope.open("");
        body.line("int " + down.name() + " = " + (divided ? "from" : "0") + ";");
        if (down.extent().isFixed() && !divided) {
            coverFixed(body);
        } else {
            cover(body);
        }
        body.close();
    }

    private void coverFixed(Scope body) {
        String m = down.name();
        long end = 0;
        for (TileRows.Run run : TileRows.cover(down.extent().factor(), tallest, tiling.vectors())) {
            String tile = call.apply(run.rows());
            end += run.rows() * run.count();
            if (run.count() > 1) {
                body.line("for (; " + m + " < " + end + "; " + m + " += " + run.rows() + ") { " + tile + " }");
            } else {
                body.line(tile);
                body.line(m + " += " + run.rows() + ";");
            }
        }
    }

    private void cover(Scope body) {
        String m = down.name();
        Size extent = down.extent();
        long left = extent.at(tiling.target().capacity());
        String end = divided ? "to" : extent.toString();
        for (int rows = tallest; rows >= 1; rows = smaller(rows)) {
            if (rows <= left) {
                String tile = call.apply(rows);
                boolean repeated = rows == tallest && left / rows > 1;
                if (repeated) {
                    body.line("for (; " + m + " <= " + end + " - " + rows + "; " + m + " += " + rows + ") { " + tile
                            + " }");
                } else {
                    body.line(
                            "if (" + m + " <= " + end + " - " + rows + ") { " + tile + " " + m + " += " + rows + "; }");
                }
            }
            if (rows == tallest) {
                left = left(extent, rows);
            }
        }
    }

    /** How many rows full tiles may leave over; code for a trial runs with all rows there are. */
    private long left(Size extent, int rows) {
        boolean known = extent.isFixed() || tiling.target().trial() && !shared;
        return known ? extent.at(tiling.target().capacity()) % rows : rows - 1L;
    }

    /** Tiles for the rows that are left over have half as many rows, a power of two. */
    private static int smaller(int rows) {
        return rows == 1 ? 0 : Integer.highestOneBit(rows - 1);
    }
}
