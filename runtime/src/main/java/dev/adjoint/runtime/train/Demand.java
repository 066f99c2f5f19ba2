package dev.adjoint.runtime.train;

import dev.adjoint.api.DataException;
import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.TensorType;
import dev.adjoint.api.op.Input;
import dev.adjoint.runtime.data.Column;
import java.util.List;

/**
 * What a program wants of a column of data.
 *
 * @param who who wants it, for messages: {@code input 'image'}
 * @param input the input of the program that the column fills
 * @param row the type of one row
 * @param classes how many classes indices may stand for; 0 where any number will do
 */
record Demand(String who, String input, TensorType row, int classes) {
    /** What an input of a network wants. */
    static Demand of(Input input) {
        TensorType row = input.type().withShape(input.type().shape().row());
        return new Demand("input '" + input.name() + "'", input.name(), row, 0);
    }

    /**
     * The column in the form that is wanted: as it is where its rows have the same shape but for axes of size 1, or as
     * many numbers in one axis; class indices as one-hot rows where these are wanted.
     *
     * @throws DataException if it does not fit, or a value does not; the message names the row
     */
    Column fit(Column column) {
        boolean indices = column.type().dtype() == DType.INT && column.width() == 1;
        if (indices && row.dtype() == DType.FLOAT && row.shape().rank() == 1 && width() > 1) {
            check(column, width());
            return new OneHotColumn(column, width());
        }
        boolean flat = row.shape().rank() <= 1 || column.type().shape().rank() <= 1;
        if (!(flat && column.width() == width())
                && !squeezed(column.type().shape()).equals(squeezed(row.shape()))) {
            throw new DataException(who + " wants rows of " + row + ", but column '" + column.name() + "' has rows of "
                    + column.type());
        }
        if (column.classes().size() > 2 && row.dtype() == DType.FLOAT) {
            throw new DataException(who + " wants one number a row, but column '" + column.name() + "' holds "
                    + column.classes().size() + " classes " + column.classes()
                    + "; expected an output with a number for each class");
        }
        check(column, classes);
        return column;
    }

    private int width() {
        return Math.toIntExact(row.shape().elements());
    }

    private static List<Integer> squeezed(Shape shape) {
        return shape.sizes().stream().filter(size -> size != 1).toList();
    }

    private void check(Column column, int classesAllowed) {
        boolean whole = row.dtype() == DType.INT || classesAllowed > 0;
        float[] values = new float[column.width()];
        for (int at = 0; at < column.size(); at++) {
            column.copy(at, values, 0);
            for (float value : values) {
                if (!Float.isFinite(value)
                        || whole && value != Math.rint(value)
                        || classesAllowed > 0 && (value < 0 || value >= classesAllowed)) {
                    throw new DataException("row " + at + " of column '" + column.name() + "' is " + value + "; " + who
                            + " wants "
                            + (classesAllowed > 0
                                    ? "class indices from 0 to " + (classesAllowed - 1)
                                    : whole ? "whole numbers" : "finite numbers"));
                }
            }
        }
    }
}
