package dev.adjoint.runtime.train;

import dev.adjoint.api.backend.Execution;
import java.util.List;

/** Copies rows of data into the inputs of an execution; it allocates nothing. */
final class Feed {
    private final Source[] sources;
    private final float[][] inputs;

    Feed(List<Source> sources, Execution execution) {
        this.sources = sources.toArray(new Source[0]);
        this.inputs = new float[this.sources.length][];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = execution.input(this.sources[i].input());
        }
    }

    /** Makes the rows {@code order[from]}, ..., {@code order[from + count - 1]} the next batch. */
    void fill(int[] order, int from, int count) {
        for (int i = 0; i < sources.length; i++) {
            sources[i].column().gather(order, from, count, inputs[i]);
        }
    }
}
