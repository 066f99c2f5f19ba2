package dev.adjoint.runtime.autodiff;

import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Op;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * An op that is linear in all its FLOAT inputs together, up to a constant: its tangent is the op applied to the
 * tangents, and its gradient is the transposed op applied to the gradient.
 *
 * @param linearPart the op without its constant
 */
record LinearRule<O extends Op>(Class<O> type, UnaryOperator<O> linearPart, Transpose<O> transpose) implements Rule {
    /** The transpose with regard to one input. */
    @FunctionalInterface
    interface Transpose<O extends Op> {
        Tensor apply(O op, Tensor y, int input, Tensor g);
    }

    @Override
    public Tensor pullBack(Tensor y, int input, Tensor g) {
        return transpose.apply(type.cast(y.op()), y, input, g);
    }

    @Override
    public Tensor pushForward(Tensor y, Map<Integer, Tensor> tangents) {
        List<Tensor> inputs = IntStream.range(0, y.inputs().size())
                .mapToObj(i -> y.input(i).dtype() == DType.FLOAT
                        ? tangents.getOrDefault(i, Zeros.like(y.input(i)))
                        : y.input(i))
                .toList();
        return Tensor.of(linearPart.apply(type.cast(y.op())), inputs);
    }
}
