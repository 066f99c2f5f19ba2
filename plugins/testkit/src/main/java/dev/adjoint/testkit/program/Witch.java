package dev.adjoint.testkit.program;

import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.plugin.Kernel;
import java.util.List;

/** a / (1 + b²), after the witch of Agnesi; a kernel to stand in random programs. */
public record Witch() implements Kernel {
    @Override
    public Shape outputShape(List<Shape> inputs) {
        return inputs.get(0);
    }

    @Override
    public void forward(float[][] inputs, float[] output, int rows) {
        int length = length(inputs, output);
        for (int i = 0; i < length; i++) {
            float b = inputs[1][i];
            output[i] = inputs[0][i] / (1 + b * b);
        }
    }

    @Override
    public void backward(float[][] inputs, float[] output, float[] outputGradient, float[][] inputGradients, int rows) {
        int length = Math.min(length(inputs, output), outputGradient.length);
        for (int i = 0; i < length; i++) {
            float b = inputs[1][i];
            float first = outputGradient[i] / (1 + b * b);
            inputGradients[0][i] = first;
            inputGradients[1][i] = -2 * b * output[i] * first;
        }
    }

    /** Arrays may be longer than their shapes, each by another measure. */
    private static int length(float[][] inputs, float[] output) {
        return Math.min(output.length, Math.min(inputs[0].length, inputs[1].length));
    }
}
