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

    String header() {
        return "private static void " + name + "(" + parameters + ")";
    }
}
