package dev.adjoint.codegen.emit;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A static method of a class that works on a square in registers: as many rows as a vector has elements.
 *
 * @param parameters with their types
 */
record SquareMethod(String name, String parameters, List<String> body) {
    /** The line that calls such a method. */
    static String call(String name, Object... arguments) {
        return Stream.of(arguments).map(Object::toString).collect(Collectors.joining(", ", name + "(", ");"));
    }

    /** Those that methods call, of vectors of so many elements. */
    static List<SquareMethod> calledBy(Collection<Method> methods, int lanes) {
        return Stream.of(SquareTurn.method(lanes), SquareFold.method(lanes))
                .filter(square -> square.isCalledBy(methods))
                .toList();
    }

    String header() {
        return "private static void " + name + "(" + parameters + ")";
    }

    private boolean isCalledBy(Collection<Method> methods) {
        return methods.stream().flatMap(method -> method.body().stream()).anyMatch(line -> line.contains(name + "("));
    }
}
