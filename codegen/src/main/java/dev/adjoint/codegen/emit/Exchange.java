package dev.adjoint.codegen.emit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Two rows of a square, as many rows as a vector has elements, exchange elements at some distance: where that bit of a lane's
 * number is set, the first row takes from the second; where it is not, the second from the first. What both give is one vector:
 *
 * <pre>
 * FloatVector given = row8.blend(row0, LATER8).rearrange(EXCHANGE8);
 * </pre>
 *
 * The first row is then {@code row0.blend(given, LATER8)}, the second {@code given.blend(row8, LATER8)}.
 */
final class Exchange {
    private Exchange() {}

    /** The elements of two rows that the other one takes. */
    static String given(String first, String second, int distance) {
        return blend(second, first, distance) + ".rearrange(EXCHANGE" + distance + ")";
    }

    /** The lanes of a row, and those of another one where the bit is set. */
    static String blend(String row, String later, int distance) {
        return row + ".blend(" + later + ", LATER" + distance + ")";
    }

    /** The constants of a class whose rows exchange elements: for each distance the partners, and the lanes whose bit is set. */
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
}
