package dev.adjoint.api.backend;

/**
 * The memory of a program that is ready to run: its variables and one execution.
 *
 * @param bytes all arrays, which live as long as the execution does, so that this is the most there is at any time
 * @param needed what has to live at the time at which most does: variables, constants, inputs and outputs at all times;
 *     every other tensor that the program stores from the kernel that writes it first to the last one that reads it; each
 *     with 4 bytes for each element that it has, and without working memory, room up to whole vectors or copies
 * @param variables the parameters, what the optimizer keeps for each, and other state, counted in the same way
 * @param activations inputs, constants, outputs, and what kernels that the outputs need leave to kernels that they do not
 *     need, which are those of the backward pass; where there are none of these, all that has to live but variables
 */
public record MemoryUse(long bytes, long needed, long variables, long activations) {
    /** How many times as many bytes there are as have to be. */
    public double ratio() {
        return ratio(needed);
    }

    /** What training cannot do without: variables and activations, but no gradient. */
    public long kept() {
        return variables + activations;
    }

    /** How many times as many bytes there are as training cannot do without. */
    public double ratioToKept() {
        return ratio(kept());
    }

    private double ratio(long part) {
        return (double) bytes / Math.max(1, part);
    }
}
