package dev.adjoint.codegen.emit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A static method of a class that works on a square in registers: as many rows as a vector has elements.
 *
 * @param parameters with their types
 */
public record SquareMethod(String name, String parameters, List<String> body) {
    /** What such methods are called. */
    public static final Set<String> NAMES = Set.of(SquareTurn.NAME, SquareFold.NAME);

    /** The line that calls such a method. */
    static String call(String name, Object... arguments) {
        return Stream.of(arguments).map(Object::toString).collect(Collectors.joining(", ", name + "(", ");"));
    }

    /** Those that are named among the words of a class, for vectors of so many elements. */
    static List<SquareMethod> among(Set<String> words, int lanes) {
        List<SquareMethod> methods = new ArrayList<>();
        if (words.contains(SquareTurn.NAME)) {
            methods.add(SquareTurn.method(lanes));
        }
        if (words.contains(SquareFold.NAME)) {
            methods.add(SquareFold.method(lanes));
        }
        return methods;
    }

    /**
     * Adds the lines that load the rows of a square.
     *
     * @param stride how far apart they are
     * @return their names
     */
    static String[] load(List<String> lines, int lanes, String array, Object stride) {
        String[] rows = new String[lanes];
        for (int row = 0; row < lanes; row++) {
            rows[row] = "row" + row;
            lines.add("FloatVector row" + row + " = FloatVector.fromArray(FLOATS, " + array + ", at + " + row + " * "
                    + stride + ");");
        }
        return rows;
    }

    String header() {
        return "private static void " + name + "(" + parameters + ")";
    }
}
