package dev.adjoint.runtime.train;

import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.TensorType;
import dev.adjoint.runtime.data.Column;
import java.util.Arrays;

/** Class indices as rows of zeros with a 1 at the index. */
record OneHotColumn(Column indices, int width) implements Column {
    @Override
    public String name() {
        return indices.name();
    }

    @Override
    public TensorType type() {
        return TensorType.floats(Shape.of(width));
    }

    @Override
    public int size() {
        return indices.size();
    }

    @Override
    public void copy(int row, float[] into, int offset) {
        indices.copy(row, into, offset);
        int index = (int) into[offset];
        Arrays.fill(into, offset, offset + width, 0);
        into[offset + index] = 1;
    }
}
