package dev.adjoint.runtime.data;

import dev.adjoint.api.DataException;
import dev.adjoint.api.graph.TensorType;
import java.util.List;

/** Rows that lie one behind the other in an array. */
final class ArrayColumn implements Column {
    private final String name;
    private final TensorType type;
    private final List<String> classes;
    private final float[] values;
    private final int width;

    /** Keeps the array, which must not be changed any more. */
    ArrayColumn(String name, TensorType type, List<String> classes, float[] values) {
        this.name = name;
        this.type = type;
        this.classes = List.copyOf(classes);
        this.values = values;
        this.width = Math.toIntExact(type.shape().elements());
        if (values.length % width != 0) {
            throw new DataException(
                    "column '" + name + "' has " + values.length + " values, which is no multiple of the " + width
                            + " that a row of shape " + type.shape() + " takes");
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public TensorType type() {
        return type;
    }

    @Override
    public List<String> classes() {
        return classes;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int size() {
        return values.length / width;
    }

    @Override
    public void copy(int row, float[] into, int offset) {
        System.arraycopy(values, row * width, into, offset, width);
    }
}
