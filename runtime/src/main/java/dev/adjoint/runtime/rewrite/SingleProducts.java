package dev.adjoint.runtime.rewrite;

import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Dot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A dot whose sums have one product each, such as the gradient of what a layer with one output reads, is an elementwise
 * product, which needs no kernel of its own.
 */
final class SingleProducts {
    private SingleProducts() {}

    static Optional<Tensor> dot(Dot op, Tensor result) {
        Tensor left = result.input(0);
        Tensor right = result.input(1);
        boolean single = !op.isPartial()
                && op.leftBatch().isEmpty()
                && op.leftContract().stream().allMatch(axis -> left.shape().size(axis) == 1);
        if (!single) {
            return Optional.empty();
        }
        List<Integer> rows =
                new ArrayList<>(sizes(left, op.leftFree(left.shape().rank())));
        List<Integer> columns = sizes(right, op.rightFree(right.shape().rank()));
        columns.forEach(column -> rows.add(1));
        return Optional.of(left.reshape(new Shape(rows)).mul(right.reshape(new Shape(columns))));
    }

    private static List<Integer> sizes(Tensor tensor, List<Integer> axes) {
        return axes.stream().map(axis -> tensor.shape().size(axis)).toList();
    }
}
