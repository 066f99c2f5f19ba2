package dev.adjoint.codegen.crew;

/** A generated class for several threads: each runs {@link #work} on an instance of its own, at the same time. */
public interface CrewProgram {
    /**
     * Runs one thread's part of the program once. The result is the same for any number of threads.
     *
     * @param rows the number of rows
     * @param key what random numbers are a function of
     * @param thread which of the threads this is, from 0
     * @param barrier where the threads wait for each other
     */
    void work(int rows, long key, int thread, int threads, Barrier barrier);
}
