package dev.adjoint.api.backend;

/** The private memory of one thread that runs a program. Running allocates nothing. */
public interface Execution {
    /** The array to fill with an input's values before a run: row-major, with room for the capacity. */
    float[] input(String name);

    /** The array that holds an output's values after a run: row-major, valid until the next run. */
    float[] output(String name);

    /**
     * Runs the program once.
     *
     * @param rows the number of rows, 1 to the capacity
     * @param key what random tensors are a function of; another key for another step
     */
    void run(int rows, long key);
}
