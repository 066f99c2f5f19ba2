package dev.adjoint.runtime.rewrite;

import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Dot;
import java.util.List;
import java.util.Optional;

/**
 * Long sums over all rows, such as the gradients of a convolution's kernel, by way of partial sums: Σ = Σ₀ + Σ₁ + …. Any
 * number of threads may share them, each with rows of its own, and the bits stay the same.
 */
final class PartialSums {
    private static final int MOST = 16;
    /** With fewer products of each row, a partial sum takes no longer than to store it and to add it to the others. */
    private static final long FEWEST_PRODUCTS = 48;
    /** The partial sums of larger results would take more memory than they save. */
    private static final long MOST_ELEMENTS = 1 << 16;
    /** With more elements for each of these products, partial sums are out of the nearest caches when they are added. */
    private static final long MOST_ELEMENTS_FOR_PRODUCT = 1 << 8;
    /** Vectors run along the results. */
    private static final long FEWEST_ELEMENTS = 8;

    private PartialSums() {}

    /** A whole sum as the sum of partial ones. */
    static Optional<Tensor> dot(Dot op, Tensor result) {
        boolean isWhole = !op.isPartial() && op.leftBatch().isEmpty();
        return isWhole && op.sumsRows(result.input(0).shape()) && isWorthIt(op, result)
                ? Optional.of(sum(op, result, MOST))
                : Optional.empty();
    }

    /** The sum of as many partial sums as runs of up to so many rows fill: the others are zero. */
    static Optional<Tensor> sum(int axis, Tensor result, int capacity) {
        Tensor partial = result.input(0);
        int filled = Math.max(2, Dot.partialSums(capacity));
        return axis == 0 && partial.op() instanceof Dot dot && dot.partialSums() > filled
                ? Optional.of(sum(dot, partial, filled))
                : Optional.empty();
    }

    private static Tensor sum(Dot op, Tensor product, int number) {
        return product.input(0)
                .dot(product.input(1), op.withPartialSums(number))
                .sum(0);
    }

    private static boolean isWorthIt(Dot op, Tensor result) {
        Shape left = result.input(0).shape();
        List<Integer> contract = op.leftContract();
        Shape summed = new Shape(contract.stream().map(left::size).toList());
        long products = summed.elements(1);
        long elements = result.shape().elements();
        return products >= FEWEST_PRODUCTS
                && elements >= FEWEST_ELEMENTS
                && elements <= Math.min(MOST_ELEMENTS, MOST_ELEMENTS_FOR_PRODUCT * products);
    }
}
