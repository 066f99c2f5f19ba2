package dev.adjoint.samples.benchmarks.measure;

/** Something to measure: one step of training on a batch that stays, or the prediction of one sample. */
public interface Step extends AutoCloseable {
    void run();

    /** After training, the loss from before the last step's update, alone; else what was predicted last. */
    float[] result();

    /** Lets go of memory that no garbage collector knows of. */
    @Override
    default void close() {}
}
