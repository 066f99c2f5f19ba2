package dev.adjoint.runtime.autodiff;

import dev.adjoint.api.graph.Tensor;

/** Explicit zeros, also where a shape depends on the number of rows. */
final class Zeros {
    private Zeros() {}

    static Tensor like(Tensor tensor) {
        return Tensor.constant(0).broadcast(tensor.shape());
    }
}
