package dev.adjoint.api.op;

import dev.adjoint.api.graph.TensorType;
import java.util.List;

/**
 * One axis of fixed size made longer with a constant: {@code low} of them in front, {@code high} behind,
 * {@code interior} between each two elements. With value 0 the transpose of {@link Slice}.
 */
public record Pad(int axis, int low, int high, int interior, double value) implements Op {
    @Override
    public TensorType infer(List<TensorType> inputs) {
        TensorType x = Expect.single(this, inputs);
        Expect.fixedAxis(this, inputs, axis);
        Expect.that(low >= 0 && high >= 0 && interior >= 0, this, inputs, "low, high and interior >= 0");
        int size = x.shape().size(axis);
        long padded = (long) low + size + (size - 1L) * interior + high;
        return x.withShape(x.shape().replace(axis, Expect.size(this, inputs, padded)));
    }
}
