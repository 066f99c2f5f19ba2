package dev.adjoint.runtime.rewrite;

import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Window;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;

/**
 * Reductions of few elements, such as those of a window that is pooled, written out: max(x₀, x₁), x₀ + x₁. Elementwise
 * ops need no kernel of their own. Sums keep their order: along another axis than the last that is the order of the
 * index.
 */
final class ShortReductions {
    private static final int LONGEST = 3;

    private ShortReductions() {}

    static Optional<Tensor> writtenOut(int axis, Tensor result, BinaryOperator<Tensor> combine) {
        Tensor x = result.input(0);
        int size = x.shape().size(axis);
        boolean isShort = size > 1 && size <= LONGEST && axis < x.shape().rank() - 1;
        return isShort
                ? IntStream.range(0, size)
                        .mapToObj(index -> element(x, axis, index))
                        .reduce(combine)
                : Optional.empty();
    }

    private static Tensor element(Tensor x, int axis, int index) {
        if (x.op() instanceof Window window && axis == window.axis() + 1) {
            int positions = x.shape().size(window.axis());
            return x.input(0).slice(window.axis(), index * window.dilation(), positions, window.stride());
        }
        return x.slice(axis, index, 1).reshape(x.shape().remove(axis));
    }
}
