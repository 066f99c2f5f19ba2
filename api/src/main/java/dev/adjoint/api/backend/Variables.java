package dev.adjoint.api.backend;

/** The values of a program's variables, in a layout of the backend's choice, seen in row-major order. */
public interface Variables {
    /** Sets a variable from its values in row-major order. */
    void write(String path, float[] values);

    /** The values of a variable in row-major order, a fresh array. */
    float[] read(String path);
}
