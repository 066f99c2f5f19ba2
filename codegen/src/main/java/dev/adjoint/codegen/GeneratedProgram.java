package dev.adjoint.codegen;

/** What every generated class is. */
public interface GeneratedProgram {
    /**
     * Runs the program once on its arrays.
     *
     * @param rows the number of rows
     * @param key what random numbers are a function of
     */
    void run(int rows, long key);
}
