package dev.adjoint.testkit.program;

import dev.adjoint.api.graph.Tensor;
import java.util.List;

/**
 * A way to make new tensors from those that a program has so far.
 *
 * @param nature the tamest programs that it may be used in
 */
record Growth(String name, Nature nature, Rule rule) {
    /** Makes tensors from those of a pool. */
    @FunctionalInterface
    interface Rule {
        /** The new tensors; none where the pool has nothing that this applies to. */
        List<Tensor> grow(Pool pool);
    }
}
