package dev.adjoint.api.op;

import dev.adjoint.api.graph.TensorType;
import dev.adjoint.api.plugin.Kernel;
import java.util.List;

/**
 * A plugin's own backward pass. Inputs: those of the kernel, its output, the gradient of its output; results: the
 * gradient of each of the kernel's inputs.
 */
public record CustomKernelGradient(Kernel kernel) implements MultiOp {
    @Override
    public List<TensorType> results(List<TensorType> inputs) {
        Expect.that(inputs.size() > 2, this, inputs, "the inputs of the kernel, its output and its gradient");
        return inputs.subList(0, inputs.size() - 2);
    }
}
