package dev.adjoint.codegen.emit;

import java.util.ArrayList;
import java.util.List;

/**
 * Turns a square, as many rows as a vector has elements, so that its columns become rows, while all of it is in registers. In
 * the first stage a row of the upper half and one of the lower {@link Exchange} half of their elements; then rows of a quarter
 * do the same, and so on down to neighbours:
 *
 * <pre>
 * FloatVector given = row8.blend(row0, LATER8).rearrange(EXCHANGE8);
 * FloatVector t = row0.blend(given, LATER8);
 * FloatVector t2 = given.blend(row8, LATER8);
 * </pre>
 *
 * Number by number it takes four times as long (AVX-512).
 */
final class SquareTurn {
    static final String NAME = "turnSquare";

    private SquareTurn() {}

    /** The line that turns a square: its array, where it begins and how far apart its rows are, and the same of the result. */
    static String call(String from, Object at, Object stride, String to, Object place, Object step) {
        return SquareMethod.call(NAME, from, at, stride, to, place, step);
    }

    static SquareMethod method(int lanes) {
        List<String> lines = new ArrayList<>();
        String[] rows = SquareMethod.load(lines, lanes, "from", "stride");
        int count = 0;
        for (int distance = lanes / 2; distance > 0; distance /= 2) {
            for (int row = 0; row < lanes; row++) {
                if ((row & distance) == 0) {
                    String a = rows[row];
                    String b = rows[row + distance];
                    String given = "given" + count;
                    rows[row] = "t" + count++;
                    rows[row + distance] = "t" + count++;
                    lines.add("FloatVector " + given + " = " + Exchange.given(a, b, distance) + ";");
                    lines.add("FloatVector " + rows[row] + " = " + Exchange.blend(a, given, distance) + ";");
                    lines.add("FloatVector " + rows[row + distance] + " = " + Exchange.blend(given, b, distance) + ";");
                }
            }
        }
        for (int row = 0; row < lanes; row++) {
            lines.add(rows[row] + ".intoArray(to, place + " + row + " * step);");
        }
        return new SquareMethod(NAME, "float[] from, int at, int stride, float[] to, int place, int step", lines);
    }
}
