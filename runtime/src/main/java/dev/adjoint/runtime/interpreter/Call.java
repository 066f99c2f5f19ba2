package dev.adjoint.runtime.interpreter;

import dev.adjoint.api.DataException;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import java.util.List;

/**
 * One op about to be computed: the tensor, and the results of each of its inputs. Arrays are row-major, hold exactly
 * the elements for the actual number of rows, and are never written to once computed, so results may share them.
 *
 * @param key what random tensors are a function of
 */
record Call(Tensor tensor, List<List<double[]>> inputs, Precision precision, int rows, long key) {
    Arithmetic math() {
        return precision.arithmetic();
    }

    /** The values of an input. */
    double[] input(int index) {
        return inputs.get(index).get(0);
    }

    /** The shape of an input for the actual number of rows. */
    Shape inputShape(int index) {
        return tensor.input(index).shape().withRows(rows);
    }

    /** The shape of the result for the actual number of rows. */
    Shape shape() {
        return tensor.shape().withRows(rows);
    }

    /** A new array of zeros for the result. */
    double[] zeros() {
        return new double[length(tensor.shape(), rows)];
    }

    /** How many elements an array of this shape has. */
    static int length(Shape shape, int rows) {
        long elements = shape.elements(rows);
        if (elements > Integer.MAX_VALUE) {
            throw new DataException("a tensor of shape " + shape + " has " + elements + " elements for " + rows
                    + " rows; expected at most " + Integer.MAX_VALUE + ", so use fewer rows");
        }
        return (int) elements;
    }
}
