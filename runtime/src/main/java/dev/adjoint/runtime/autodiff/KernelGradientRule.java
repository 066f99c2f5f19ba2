package dev.adjoint.runtime.autodiff;

import dev.adjoint.api.PluginException;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.CustomKernelGradient;
import java.util.Map;

/** The backward pass of a custom kernel is where its differentiation ends. */
final class KernelGradientRule implements Rule {
    @Override
    public Tensor pullBack(Tensor y, int input, Tensor g) {
        throw second(y);
    }

    @Override
    public Tensor pushForward(Tensor y, Map<Integer, Tensor> tangents) {
        throw second(y);
    }

    private static PluginException second(Tensor y) {
        return new PluginException("the kernel " + ((CustomKernelGradient) y.op()).kernel()
                + " has no second derivative: its backward pass cannot be differentiated; say it in ops instead");
    }
}
