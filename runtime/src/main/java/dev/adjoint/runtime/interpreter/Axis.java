package dev.adjoint.runtime.interpreter;

import dev.adjoint.api.graph.Shape;

/**
 * An array seen along one of its axes, as [outer, size, inner]: the axes in front of it are taken together, and so
 * are those behind it.
 */
record Axis(int outer, int size, int inner) {
    /** An axis of a shape without symbolic sizes; negative axes count from the end. */
    static Axis of(Shape shape, int axis) {
        return of(shape, axis, 1);
    }

    /** Several adjacent axes, taken together as one. */
    static Axis of(Shape shape, int first, int count) {
        int from = count == 1 ? shape.axis(first) : first;
        return new Axis(
                product(shape, 0, from),
                product(shape, from, from + count),
                product(shape, from + count, shape.rank()));
    }

    /** Where an element stands in the array. */
    int at(int outerIndex, int index, int innerIndex) {
        return (outerIndex * size + index) * inner + innerIndex;
    }

    private static int product(Shape shape, int from, int to) {
        int product = 1;
        for (int axis = from; axis < to; axis++) {
            product *= shape.size(axis);
        }
        return product;
    }
}
