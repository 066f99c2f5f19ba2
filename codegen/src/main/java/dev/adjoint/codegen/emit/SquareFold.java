package dev.adjoint.codegen.emit;

import dev.adjoint.api.op.Sum;
import java.util.ArrayList;
import java.util.List;

/**
 * Adds up the rows of a square, as many rows as a vector has elements, each 8 on 8, 4 on 4, 2 on 2, 1 on 1, as {@link Sum} says.
 * Two rows {@link Exchange} halves, so that one addition folds both; of the rows that are left, two do the same with quarters,
 * and so on, until the sums stand side by side in one vector:
 *
 * <pre>
 * FloatVector t = row0.blend(row8, LATER8).add(row8.blend(row0, LATER8).rearrange(EXCHANGE8));
 * </pre>
 *
 * Row by row, number by number, it takes twice as long (AVX-512).
 */
final class SquareFold {
    static final String NAME = "foldSquare";

    private SquareFold() {}

    /** The line that leaves the sums of the rows that begin somewhere in an array, 16 elements apart, at a place of it. */
    static String call(String array, Object at, Object place) {
        return SquareMethod.call(NAME, array, at, place);
    }

    static SquareMethod method(int lanes) {
        List<String> lines = new ArrayList<>();
        String[] rows = SquareMethod.load(lines, lanes, "array", Sum.LANES);
        int count = 0;
        for (int distance = lanes / 2; distance > 0; distance /= 2) {
            for (int row = 0; row < distance; row++) {
                String a = rows[row];
                String b = rows[row + distance];
                rows[row] = "t" + count++;
                lines.add("FloatVector " + rows[row] + " = " + Exchange.blend(a, b, distance) + ".add("
                        + Exchange.given(a, b, distance) + ");");
            }
        }
        lines.add(rows[0] + ".intoArray(array, place);");
        return new SquareMethod(NAME, "float[] array, int at, int place", lines);
    }
}
