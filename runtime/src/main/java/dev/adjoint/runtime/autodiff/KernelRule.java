package dev.adjoint.runtime.autodiff;

import dev.adjoint.api.PluginException;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.CustomKernel;
import dev.adjoint.api.op.CustomKernelGradient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A custom kernel brings its own backward pass, and nothing more. */
final class KernelRule implements Rule {
    @Override
    public Tensor pullBack(Tensor y, int input, Tensor g) {
        List<Tensor> inputs = new ArrayList<>(y.inputs());
        inputs.add(y);
        inputs.add(g);
        CustomKernel op = (CustomKernel) y.op();
        return Tensor.of(new CustomKernelGradient(op.kernel()), inputs).pick(input);
    }

    @Override
    public Tensor pushForward(Tensor y, Map<Integer, Tensor> tangents) {
        throw new PluginException("the kernel " + ((CustomKernel) y.op()).kernel()
                + " cannot be differentiated in forward mode: it has a backward pass only; use reverse mode, or say"
                + " it in ops");
    }
}
