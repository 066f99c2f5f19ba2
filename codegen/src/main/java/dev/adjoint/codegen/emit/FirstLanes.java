package dev.adjoint.codegen.emit;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Masks of the first lanes of a vector, as constants of a class: where a method computes one, C2 of JDK 17 makes objects of
 * the mask and of what it chooses from in some runs.
 */
final class FirstLanes {
    private static final String NAME = "FIRST";

    private FirstLanes() {}

    /** The constant that is set in so many lanes. */
    static String mask(long count) {
        return NAME + count;
    }

    /** The constants among the words of a class. */
    static List<String> constants(Set<String> words, int lanes) {
        return IntStream.range(1, lanes)
                .filter(count -> words.contains(mask(count)))
                .mapToObj(count -> "private static final VectorMask " + mask(count) + " = VectorMask.fromLong(FLOATS, "
                        + ((1L << count) - 1) + "L);")
                .toList();
    }
}
