package dev.adjoint.runtime.persistence;

import dev.adjoint.api.PersistenceException;
import dev.adjoint.api.graph.Shape;

/** Numbers in row-major order, and their shape. The array is not copied. */
public record StoredTensor(Shape shape, float[] values) {
    public StoredTensor {
        if (shape.hasRows() || shape.elements() != values.length) {
            throw new PersistenceException("a tensor of shape " + shape + " cannot hold " + values.length + " numbers");
        }
    }
}
