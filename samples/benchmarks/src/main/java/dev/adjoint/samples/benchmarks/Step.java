package dev.adjoint.samples.benchmarks;

/** One way to train a {@link Problem}: forward pass, backward pass and Adam update, on the same batch each time. */
interface Step {
    /** Makes one step and returns the loss from before its update. */
    float run();
}
