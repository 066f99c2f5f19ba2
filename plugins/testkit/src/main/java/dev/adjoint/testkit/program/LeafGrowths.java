package dev.adjoint.testkit.program;

import static dev.adjoint.testkit.program.Nature.CONTINUOUS;
import static dev.adjoint.testkit.program.Nature.SMOOTH;

import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.CustomKernel;
import dev.adjoint.api.op.CustomKernelGradient;
import java.util.List;

/** Growths from nothing, and by a plugin's own code. */
final class LeafGrowths {
    private LeafGrowths() {}

    static final List<Growth> ALL = List.of(
            new Growth("leaf", SMOOTH, pool -> List.of(pool.leaves().floats(pool.shape()))),
            new Growth("random", SMOOTH, pool -> List.of(pool.leaves().uniform(pool.shape()))),
            new Growth("dropout", SMOOTH, LeafGrowths::dropout),
            new Growth("indices", SMOOTH, pool -> List.of(pool.leaves().indices(pool.shape(), pool.size()))),
            new Growth("iota", SMOOTH, LeafGrowths::iota),
            new Growth("rows", SMOOTH, pool -> List.of(pool.settle(Tensor.rows(), 0.1))),
            new Growth("kernel", CONTINUOUS, LeafGrowths::kernel),
            new Growth("kernel-gradient", CONTINUOUS, LeafGrowths::kernelGradient));

    private static List<Tensor> dropout(Pool pool) {
        Tensor x = pool.floats();
        Tensor kept = pool.leaves().uniform(x.shape()).less(0.75);
        return List.of(kept.where(x, Tensor.constant(0)), kept);
    }

    private static List<Tensor> iota(Pool pool) {
        int size = pool.size();
        return List.of(pool.leaves().bounded(Tensor.iota(size), size));
    }

    private static List<Tensor> kernel(Pool pool) {
        Tensor a = pool.floats();
        return List.of(Tensor.of(new CustomKernel(new Witch()), a, pool.floats(a.shape())));
    }

    private static List<Tensor> kernelGradient(Pool pool) {
        Tensor a = pool.floats();
        Tensor b = pool.floats(a.shape());
        Tensor output = Tensor.of(new CustomKernel(new Witch()), a, b);
        Tensor gradients = Tensor.of(new CustomKernelGradient(new Witch()), a, b, output, pool.floats(a.shape()));
        Tensor first = pool.settle(gradients.pick(0), 0.5);
        return pool.chance(0.5) ? List.of(first) : List.of(first, pool.settle(gradients.pick(1), 0.5));
    }
}
