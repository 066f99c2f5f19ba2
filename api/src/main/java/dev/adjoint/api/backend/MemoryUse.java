package dev.adjoint.api.backend;

/**
 * The memory of a program that is ready to run: its variables and one execution.
 *
 * @param bytes all arrays, which live as long as the execution does, so that this is the most there is at any time
 * @param needed what has to live at the time at which most does: variables, constants, inputs and outputs at all times;
 *     every other tensor that the program stores from the kernel that writes it first to the last one that reads it; each
 *     with 4 bytes for each element that it has, and without working memory, room up to whole vectors or copies
 */
public record MemoryUse(long bytes, long needed) {
    /** How many times as many bytes there are as have to be. */
    public double ratio() {
        return (double) bytes / Math.max(1, needed);
    }
}
