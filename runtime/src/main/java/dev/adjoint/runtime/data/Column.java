package dev.adjoint.runtime.data;

import dev.adjoint.api.graph.TensorType;
import java.util.List;

/** One value for each row: a number, a class index, an image. May be read by any number of threads. */
public interface Column {
    /** The name that inputs and outputs of a network are matched by. */
    String name();

    /** The type of one row: a whole-number scalar for class indices. */
    TensorType type();

    /** The names of the classes that class indices stand for; empty where unknown. */
    default List<String> classes() {
        return List.of();
    }

    /** The number of rows. */
    int size();

    /** Copies the elements of a row, in row-major order, to an array from an offset on. */
    void copy(int row, float[] into, int offset);

    /** Copies the rows {@code rows[from]}, ..., {@code rows[from + count - 1]}, one behind the other. */
    default void gather(int[] rows, int from, int count, float[] into) {
        int width = width();
        for (int i = 0; i < count; i++) {
            copy(rows[from + i], into, i * width);
        }
    }

    /** The number of elements of a row. */
    default int width() {
        return Math.toIntExact(type().shape().elements());
    }
}
