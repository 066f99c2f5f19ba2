package dev.adjoint.runtime.rewrite;

import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Dot;
import dev.adjoint.api.op.Permute;
import java.util.List;
import java.util.Optional;

/** A dot takes its axes from where they are: a permutation of a factor that leaves the free axes in order disappears. */
final class PermutedFactors {
    private PermutedFactors() {}

    static Optional<Tensor> dot(Dot op, Tensor result) {
        Tensor left = result.input(0);
        Tensor right = result.input(1);
        if (left.op() instanceof Permute permute) {
            List<Integer> batch = moved(op.leftBatch(), permute);
            List<Integer> contract = moved(op.leftContract(), permute);
            Dot dot = new Dot(batch, op.rightBatch(), contract, op.rightContract(), op.partialSums());
            if (moved(op.leftFree(left.shape().rank()), permute)
                    .equals(dot.leftFree(left.shape().rank()))) {
                return Optional.of(left.input(0).dot(right, dot));
            }
        }
        if (right.op() instanceof Permute permute) {
            List<Integer> batch = moved(op.rightBatch(), permute);
            List<Integer> contract = moved(op.rightContract(), permute);
            Dot dot = new Dot(op.leftBatch(), batch, op.leftContract(), contract, op.partialSums());
            if (moved(op.rightFree(right.shape().rank()), permute)
                    .equals(dot.rightFree(right.shape().rank()))) {
                return Optional.of(left.dot(right.input(0), dot));
            }
        }
        return Optional.empty();
    }

    /** The axes of the tensor that is permuted. */
    private static List<Integer> moved(List<Integer> axes, Permute permute) {
        return axes.stream().map(permute.order()::get).toList();
    }
}
