package dev.adjoint.testkit.program;

import static dev.adjoint.testkit.program.Nature.SMOOTH;

import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Functions;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import java.util.List;
import java.util.Optional;

/** Growths that find elements by index; every index lies in its axis. */
final class IndexGrowths {
    private IndexGrowths() {}

    static final List<Growth> ALL = List.of(
            new Growth("gather", SMOOTH, IndexGrowths::gather),
            new Growth("scatter-add", SMOOTH, IndexGrowths::scatterAdd),
            new Growth("one-hot", SMOOTH, IndexGrowths::oneHot));

    private static List<Tensor> gather(Pool pool) {
        return pool.find(MovementGrowths::hasFixedAxis).stream()
                .map(table -> {
                    int axis = MovementGrowths.fixedAxis(pool, table);
                    Tensor indices = indices(pool, table.shape().size(axis));
                    return pool.leaves().madeOf(table.gather(axis, indices), List.of(table));
                })
                .toList();
    }

    /** Updates with random axes taken as those of the indices. */
    private static List<Tensor> scatterAdd(Pool pool) {
        Tensor updates = pool.floats();
        int axis = pool.below(updates.shape().rank() + 1);
        int end = axis + pool.below(updates.shape().rank() - axis + 1);
        Shape shape = new Shape(updates.shape().sizes().subList(axis, end));
        int size = pool.size();
        Tensor indices = inRange(pool, size, Optional.of(shape))
                .orElseGet(() -> pool.leaves().indices(shape, size));
        Tensor sums = updates.scatterAdd(axis, size, indices);
        return List.of(pool.settle(sums, 1.0 / shape.elements(Pool.ROWS)));
    }

    private static List<Tensor> oneHot(Pool pool) {
        return pool.integers().map(labels -> Functions.oneHot(labels, pool.size())).stream()
                .toList();
    }

    private static Tensor indices(Pool pool, int size) {
        Optional<Tensor> present = inRange(pool, size, Optional.empty());
        if (present.isPresent() && pool.chance(0.5)) {
            return present.get();
        }
        Shape shape =
                pool.one(List.of(Shape.SCALAR, Shape.of(Shape.ROWS), Shape.of(pool.size()), Shape.of(Shape.ROWS, 2)));
        return pool.leaves().indices(shape, size);
    }

    private static Optional<Tensor> inRange(Pool pool, int size, Optional<Shape> shape) {
        return pool.find(tensor -> tensor.dtype() == DType.INT
                && pool.leaves().bound(tensor).orElse(Integer.MAX_VALUE) <= size
                && shape.map(tensor.shape()::equals).orElse(true));
    }
}
