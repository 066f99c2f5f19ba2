package dev.adjoint.runtime.data;

import dev.adjoint.api.graph.TensorType;
import java.util.List;

/** Some rows of another column, in another order. */
record RowsOfColumn(Column column, int[] rows) implements Column {
    @Override
    public String name() {
        return column.name();
    }

    @Override
    public TensorType type() {
        return column.type();
    }

    @Override
    public List<String> classes() {
        return column.classes();
    }

    @Override
    public int width() {
        return column.width();
    }

    @Override
    public int size() {
        return rows.length;
    }

    @Override
    public void copy(int row, float[] into, int offset) {
        column.copy(rows[row], into, offset);
    }
}
