package dev.adjoint.codegen.emit;

import dev.adjoint.codegen.index.Affine;
import dev.adjoint.codegen.index.Atom;
import java.util.ArrayList;
import java.util.List;

/**
 * Stores the first lanes of a vector, by way of a small array, so that nothing behind them is touched.
 *
 * <pre>
 * y.intoArray(tail, 0);
 * System.arraycopy(tail, 0, array, i * 36, 8);
 * System.arraycopy(tail, 8, array, i * 36 + 8, 1);
 * </pre>
 */
final class Tail {
    /**
     * The most floats whose copy C2 writes out. For more it calls a routine, and saves all vectors in registers around it,
     * which takes twice as long as two copies.
     */
    private static final int WRITTEN_OUT = 8;

    private Tail() {}

    /**
     * The lines that store a known number of lanes.
     *
     * @param vector the name of the vector, or what makes it
     */
    static List<String> store(String vector, String array, Affine offset, long count) {
        List<String> lines = new ArrayList<>(List.of(vector + ".intoArray(tail, 0);"));
        for (long first = 0; first < count; first += WRITTEN_OUT) {
            lines.add(copy(first, array, offset.plus(first), Long.toString(Math.min(WRITTEN_OUT, count - first))));
        }
        return lines;
    }

    /** The lines that store as many lanes as there are elements from the position of a counter up to an end. */
    static List<String> store(String vector, String array, Affine offset, Atom.Counter counter, String end) {
        return List.of(vector + ".intoArray(tail, 0);", copy(0, array, offset, end + " - " + counter.name()));
    }

    private static String copy(long first, String array, Affine offset, String count) {
        return "System.arraycopy(tail, " + first + ", " + array + ", " + offset + ", " + count + ");";
    }
}
