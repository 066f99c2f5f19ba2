package dev.adjoint.core.initializer;

import dev.adjoint.api.graph.Shape;

/**
 * How many numbers flow into and out of one unit of a kernel.
 *
 * @param in the product of all sizes but the last; 1 for a vector
 * @param out the size of the last axis; 1 for a scalar
 */
record Fans(long in, long out) {
    static Fans of(Shape shape) {
        long out = shape.rank() == 0 ? 1 : shape.last();
        return new Fans(shape.elements() / out, out);
    }
}
