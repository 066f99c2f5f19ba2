package dev.adjoint.runtime.data;

import dev.adjoint.api.DataException;
import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts a data set together from arrays. Flat arrays are kept, not copied, and must not be changed any more. */
public final class DatasetBuilder {
    private final List<Column> inputs = new ArrayList<>();
    private final List<Column> targets = new ArrayList<>();
    private Optional<Column> weights = Optional.empty();

    DatasetBuilder() {}

    /** An input of one row of numbers each. */
    public DatasetBuilder input(String name, float[][] rows) {
        return input(rows(name, rows));
    }

    /** An input whose rows of some shape lie one behind the other. */
    public DatasetBuilder input(String name, Shape row, float[] values) {
        return input(new ArrayColumn(name, TensorType.floats(row), List.of(), values));
    }

    /** An input of any other kind. */
    public DatasetBuilder input(Column column) {
        inputs.add(column);
        return this;
    }

    /** A target of one row of numbers each. */
    public DatasetBuilder target(String name, float[][] rows) {
        return target(rows(name, rows));
    }

    /** A target whose rows of some shape lie one behind the other. */
    public DatasetBuilder target(String name, Shape row, float[] values) {
        return target(new ArrayColumn(name, TensorType.floats(row), List.of(), values));
    }

    /** A target of class indices, 0 to classes - 1. */
    public DatasetBuilder target(String name, int... classes) {
        float[] values = new float[classes.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = classes[i];
        }
        return target(new ArrayColumn(name, new TensorType(DType.INT, Shape.SCALAR), List.of(), values));
    }

    /** A target of any other kind. */
    public DatasetBuilder target(Column column) {
        targets.add(column);
        return this;
    }

    /** How much each row counts. */
    public DatasetBuilder weights(float... values) {
        weights = Optional.of(new ArrayColumn("weights", TensorType.floats(Shape.SCALAR), List.of(), values));
        return this;
    }

    /**
     * The data set.
     *
     * @throws DataException if the columns do not fit together
     */
    public Dataset build() {
        return new Dataset(inputs, targets, weights);
    }

    private static Column rows(String name, float[][] rows) {
        int width = rows.length == 0 ? 1 : rows[0].length;
        if (width == 0) {
            throw new DataException("column '" + name + "' has rows without numbers");
        }
        float[] values = new float[Math.multiplyExact(rows.length, width)];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != width) {
                throw new DataException("row " + i + " of column '" + name + "' has " + rows[i].length
                        + " numbers, but row 0 has " + width);
            }
            System.arraycopy(rows[i], 0, values, i * width, width);
        }
        return new ArrayColumn(name, TensorType.floats(Shape.of(width)), List.of(), values);
    }
}
