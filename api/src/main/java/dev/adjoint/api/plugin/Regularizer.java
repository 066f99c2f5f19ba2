package dev.adjoint.api.plugin;

import dev.adjoint.api.graph.Tensor;

/** A penalty on the size of a parameter. */
public interface Regularizer extends Plugin {
    /** The penalty as a scalar that is added to the loss. */
    Tensor penalty(Tensor parameter);
}
