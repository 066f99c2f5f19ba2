package dev.adjoint.codegen.emit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Turns a square, as many rows as a vector has elements, so that its columns become rows, while all of it is in registers. A
 * class that turns squares has a method for it. In the first stage a row of the upper half and one of the lower exchange half
 * of their elements; then rows of a quarter do the same, and so on down to neighbours:
 *
 * <pre>
 * FloatVector t = row0.blend(row8.rearrange(EXCHANGE8), LATER8);
 * FloatVector t2 = row0.rearrange(EXCHANGE8).blend(row8, LATER8);
 * </pre>
 *
 * Number by number it takes four times as long (AVX-512).
 */
final class SquareTurn {
    private static final String NAME = "turnSquare";
    static final String HEADER =
            "private static void " + NAME + "(float[] from, int at, int stride, float[] to, int place, int step)";

    private SquareTurn() {}

    /** The line that turns a square: its array, where it begins and how far apart its rows are, and the same of the result. */
    static String call(String from, Object at, Object stride, String to, Object place, Object step) {
        return Stream.of(from, at, stride, to, place, step)
                .map(Object::toString)
                .collect(Collectors.joining(", ", NAME + "(", ");"));
    }

    static boolean isCalledBy(Collection<Method> methods) {
        return methods.stream().flatMap(method -> method.body().stream()).anyMatch(line -> line.contains(NAME + "("));
    }

    /** The constants that the method needs: for each distance which elements are exchanged. */
    static List<String> constants(int lanes) {
        List<String> constants = new ArrayList<>();
        for (int distance = lanes / 2; distance > 0; distance /= 2) {
            int bit = distance;
            String partners = IntStream.range(0, lanes)
                    .mapToObj(lane -> Integer.toString(lane ^ bit))
                    .collect(Collectors.joining(", "));
            int later = IntStream.range(0, lanes)
                    .filter(lane -> (lane & bit) != 0)
                    .map(lane -> 1 << lane)
                    .sum();
            constants.add("private static final VectorShuffle EXCHANGE" + distance
                    + " = VectorShuffle.fromArray(FLOATS, new int[] {" + partners + "}, 0);");
            constants.add("private static final VectorMask LATER" + distance + " = VectorMask.fromLong(FLOATS, " + later
                    + "L);");
        }
        return constants;
    }

    static List<String> body(int lanes) {
        List<String> lines = new ArrayList<>();
        String[] rows = new String[lanes];
        for (int row = 0; row < lanes; row++) {
            rows[row] = "row" + row;
            lines.add("FloatVector row" + row + " = FloatVector.fromArray(FLOATS, from, at + " + row + " * stride);");
        }
        int count = 0;
        for (int distance = lanes / 2; distance > 0; distance /= 2) {
            for (int row = 0; row < lanes; row++) {
                if ((row & distance) == 0) {
                    String a = rows[row];
                    String b = rows[row + distance];
                    rows[row] = "t" + count++;
                    rows[row + distance] = "t" + count++;
                    String exchange = ".rearrange(EXCHANGE" + distance + ")";
                    String later = ", LATER" + distance + ");";
                    lines.add("FloatVector " + rows[row] + " = " + a + ".blend(" + b + exchange + later);
                    lines.add("FloatVector " + rows[row + distance] + " = " + a + exchange + ".blend(" + b + later);
                }
            }
        }
        for (int row = 0; row < lanes; row++) {
            lines.add(rows[row] + ".intoArray(to, place + " + row + " * step);");
        }
        return lines;
    }
}
