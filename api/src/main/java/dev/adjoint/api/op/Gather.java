package dev.adjoint.api.op;

import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.TensorType;
import java.util.ArrayList;
import java.util.List;

/**
 * Slices of a table picked by index: gather(table, indices) replaces the table's axis, whose size is fixed, by the
 * axes of the indices. An index that is not in the axis is an error when the program runs.
 */
public record Gather(int axis) implements Op {
    @Override
    public TensorType infer(List<TensorType> inputs) {
        Expect.arity(this, inputs, 2);
        Expect.dtype(this, inputs, 1, DType.INT);
        Shape table = inputs.get(0).shape();
        Expect.fixedAxis(this, inputs, axis);
        List<Integer> sizes = new ArrayList<>(table.sizes().subList(0, axis));
        sizes.addAll(inputs.get(1).shape().sizes());
        sizes.addAll(table.sizes().subList(axis + 1, table.rank()));
        return inputs.get(0).withShape(new Shape(sizes));
    }
}
