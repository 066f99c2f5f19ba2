package dev.adjoint.runtime.interpreter;

import dev.adjoint.api.graph.Shape;
import java.util.List;

/** Where the elements along some axes of a row-major array stand. */
final class Offsets {
    private Offsets() {}

    /**
     * The offset that each index of the given axes adds to an element's place, in row-major order of the axes as
     * listed; {@code [0]} for no axes.
     */
    static int[] along(Shape shape, List<Integer> axes) {
        int[] offsets = {0};
        for (int axis : axes) {
            int size = shape.size(axis);
            int stride = Axis.of(shape, axis).inner();
            int[] longer = new int[offsets.length * size];
            for (int i = 0; i < longer.length; i++) {
                longer[i] = offsets[i / size] + i % size * stride;
            }
            offsets = longer;
        }
        return offsets;
    }
}
