package dev.adjoint.runtime.model;

import dev.adjoint.api.ConfigurationException;
import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.TensorType;

/**
 * A tensor that a network is given.
 *
 * @param dtype what its numbers mean
 * @param row the shape of one row, {@code [28, 28, 1]} for an image; a scalar where a row is one number
 */
public record NetworkInput(String name, DType dtype, Shape row) {
    /** The name of a single input that is given none. */
    public static final String DEFAULT_NAME = "input";

    public NetworkInput {
        if (row.hasRows()) {
            throw new ConfigurationException("input '" + name + "' has the row shape " + row
                    + "; expected positive sizes, without the axis of the rows");
        }
    }

    /** The type with the axis of the rows in front: {@code float[n, 28, 28, 1]}. */
    public TensorType type() {
        return new TensorType(dtype, row.batched());
    }
}
