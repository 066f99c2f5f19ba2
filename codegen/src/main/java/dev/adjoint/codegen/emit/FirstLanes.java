package dev.adjoint.codegen.emit;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Masks of the first lanes of a vector, as constants of a class: where a method computes one, C2 of JDK 17 makes objects of
 * the mask and of what it chooses from in some runs.
 */
final class FirstLanes {
    private static final Pattern NAME = Pattern.compile("\\bFIRST(\\d+)\\b");

    private FirstLanes() {}

    /** The constant that is set in so many lanes. */
    static String mask(long count) {
        return "FIRST" + count;
    }

    /** The constants that methods use. */
    static List<String> constants(Collection<Method> methods) {
        Set<Integer> counts = new TreeSet<>();
        for (Method method : methods) {
            for (String line : method.body()) {
                Matcher found = NAME.matcher(line);
                while (found.find()) {
                    counts.add(Integer.valueOf(found.group(1)));
                }
            }
        }
        return counts.stream()
                .map(count -> "private static final VectorMask " + mask(count) + " = VectorMask.fromLong(FLOATS, "
                        + ((1L << count) - 1) + "L);")
                .toList();
    }
}
