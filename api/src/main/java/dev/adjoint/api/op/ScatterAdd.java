package dev.adjoint.api.op;

import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.TensorType;
import java.util.ArrayList;
import java.util.List;

/**
 * Slices added into a table of zeros by index: scatter-add(updates, indices), the transpose of {@link Gather}. The
 * axes of the indices, which begin at {@code axis} of the updates, become one axis of size {@code size}. Slices that
 * meet are added in the row-major order of their indices.
 */
public record ScatterAdd(int axis, int size) implements Op {
    @Override
    public TensorType infer(List<TensorType> inputs) {
        Expect.arity(this, inputs, 2);
        Expect.dtype(this, inputs, 0, DType.FLOAT);
        Expect.dtype(this, inputs, 1, DType.INT);
        Expect.that(size > 0, this, inputs, "a size > 0");
        List<Integer> updates = inputs.get(0).shape().sizes();
        List<Integer> indices = inputs.get(1).shape().sizes();
        int end = axis + indices.size();
        Expect.that(
                axis >= 0 && end <= updates.size() && updates.subList(axis, end).equals(indices),
                this,
                inputs,
                "updates with the axes of the indices at axis " + axis);
        List<Integer> sizes = new ArrayList<>(updates.subList(0, axis));
        sizes.add(size);
        sizes.addAll(updates.subList(end, updates.size()));
        return TensorType.floats(new Shape(sizes));
    }
}
