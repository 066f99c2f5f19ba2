package dev.adjoint.api.plugin;

import dev.adjoint.api.graph.Tensor;

/** How a parameter changes for its gradient. */
public interface Optimizer extends Plugin {
    /** The parameter after the step. */
    Tensor update(UpdateScope scope, Tensor parameter, Tensor gradient);

    /** The base learning rate; a {@link Schedule} multiplies it. */
    double learningRate();
}
