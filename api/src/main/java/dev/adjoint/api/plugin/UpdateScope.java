package dev.adjoint.api.plugin;

import dev.adjoint.api.graph.Tensor;

/** What an optimizer may ask for while it states the update of one parameter. */
public interface UpdateScope {
    /** A state of the parameter's shape that starts at zero, as it was before this step. */
    default Tensor slot(String name) {
        return slot(name, 0);
    }

    /** A state of the parameter's shape that starts at the given value, as it was before this step. */
    Tensor slot(String name, double initialValue);

    /** Sets what a slot holds after this step; returns that, which is the value rounded to 1e-30. */
    Tensor assign(String name, Tensor value);

    /** The number of this step as a scalar: 1 for the first. */
    Tensor step();

    /** The learning rate of this step as a scalar: the optimizer's, times the schedule's factor. */
    Tensor learningRate();
}
