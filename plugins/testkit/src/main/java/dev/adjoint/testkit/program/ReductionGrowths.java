package dev.adjoint.testkit.program;

import static dev.adjoint.testkit.program.Nature.ANY;
import static dev.adjoint.testkit.program.Nature.CONTINUOUS;
import static dev.adjoint.testkit.program.Nature.SMOOTH;

import dev.adjoint.api.graph.Functions;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import java.util.List;

/** Growths that take axes away or bring them back. */
final class ReductionGrowths {
    private ReductionGrowths() {}

    static final List<Growth> ALL = List.of(
            alongAnAxis("sum", SMOOTH, (pool, x, axis) -> pool.settle(x.sum(axis), 1.0 / Pool.extent(x, axis))),
            alongAnAxis("mean", SMOOTH, (pool, x, axis) -> Functions.mean(x, axis)),
            alongAnAxis("variance", SMOOTH, (pool, x, axis) -> pool.settle(Functions.variance(x, axis), 0.5)),
            alongAnAxis("softmax", SMOOTH, (pool, x, axis) -> Functions.softmax(x, axis)),
            alongAnAxis("log-softmax", SMOOTH, (pool, x, axis) -> pool.settle(Functions.logSoftmax(x, axis), 0.1)),
            alongAnAxis("log-sum-exp", SMOOTH, (pool, x, axis) -> pool.settle(Functions.logSumExp(x, axis), 0.1)),
            alongAnAxis("max", CONTINUOUS, (pool, x, axis) -> x.max(axis)),
            alongAnAxis("max-mask", ANY, (pool, x, axis) -> x.equal(Functions.repeat(x.max(axis), x, axis))),
            alongAnAxis("arg-max", ANY, ReductionGrowths::argMax),
            new Growth("sum-all", SMOOTH, pool -> {
                Tensor x = pool.floats();
                return List.of(pool.settle(x.sum(), 1.0 / x.shape().elements(Pool.ROWS)));
            }),
            new Growth("expand", SMOOTH, ReductionGrowths::expand));

    /** A function of a tensor along one of its axes. */
    @FunctionalInterface
    private interface AlongAnAxis {
        Tensor apply(Pool pool, Tensor x, int axis);
    }

    private static Growth alongAnAxis(String name, Nature nature, AlongAnAxis function) {
        return new Growth(name, nature, pool -> {
            Tensor x = pool.array();
            return List.of(function.apply(pool, x, pool.below(x.shape().rank())));
        });
    }

    /** A place on an axis: an index of anything as long, unless it counts rows, of which there may be any number. */
    private static Tensor argMax(Pool pool, Tensor x, int axis) {
        int size = x.shape().size(axis);
        return size > 0 ? pool.leaves().bounded(x.argMax(axis), size) : x.argMax(axis);
    }

    private static List<Tensor> expand(Pool pool) {
        Tensor x = pool.find(tensor -> true).orElseGet(pool::floats);
        int axis = pool.below(x.shape().rank() + 1);
        int size = pool.chance(0.3) ? Shape.ROWS : pool.size();
        return List.of(pool.leaves().madeOf(x.expand(axis, size), List.of(x)));
    }
}
