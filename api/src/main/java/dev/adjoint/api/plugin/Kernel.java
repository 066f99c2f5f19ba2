package dev.adjoint.api.plugin;

import dev.adjoint.api.graph.Shape;
import java.util.List;

/**
 * The escape hatch for what ops cannot say: a forward and a backward pass over arrays, called directly by generated
 * code. Arrays are row-major, hold at least the elements of their shape for the current number of rows, and belong to
 * the caller. Both methods must be free of side effects, safe to call from several threads, and must not allocate.
 * They work in single precision, whatever the precision of the program.
 */
public interface Kernel extends Plugin {
    /** The shape of the output for inputs of these shapes. */
    Shape outputShape(List<Shape> inputs);

    /** Fills the output. */
    void forward(float[][] inputs, float[] output, int rows);

    /** Fills the gradient of each input, from the inputs, the output and the output's gradient. */
    void backward(float[][] inputs, float[] output, float[] outputGradient, float[][] inputGradients, int rows);
}
