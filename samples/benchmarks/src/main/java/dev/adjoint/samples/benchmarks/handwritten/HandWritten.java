package dev.adjoint.samples.benchmarks.handwritten;

import dev.adjoint.samples.benchmarks.measure.Step;
import dev.adjoint.samples.benchmarks.workload.Task;

/** Two dense layers with a ReLU between them, softmax cross-entropy and Adam, written by hand for one thread. */
public final class HandWritten {
    private HandWritten() {}

    /**
     * The step with the Vector API or with plain loops; names a class that uses the module only where it is to be used.
     *
     * @param task classes for rows of numbers
     * @param hidden the units of the first layer
     */
    public static Step step(Task task, int hidden, boolean vectors) {
        TwoLayers problem = TwoLayers.of(task, hidden);
        return vectors ? new HandWrittenVector(problem) : new HandWrittenPlain(problem);
    }
}
