package dev.adjoint.runtime.autodiff;

import dev.adjoint.api.graph.Graph;
import dev.adjoint.api.graph.Tensor;
import java.util.List;
import java.util.Map;

/**
 * What differentiation gives.
 *
 * @param gradients a gradient for each target, in their order and of their types
 * @param origins for each tensor that is new, the forward tensor that it belongs to
 * @param replacements for each forward tensor that was rebuilt because a loop now also hands out what its gradient
 *     needs, the tensor to use in its place; empty if there is no loop
 */
public record GradientResult(List<Tensor> gradients, Map<Tensor, Tensor> origins, Map<Tensor, Tensor> replacements) {
    public GradientResult {
        gradients = List.copyOf(gradients);
        origins = Map.copyOf(origins);
        replacements = Map.copyOf(replacements);
    }

    /** Forward tensors in the form that shares all its work, its loops above all, with the gradients. */
    public List<Tensor> primal(List<Tensor> forward) {
        return Graph.substitute(forward, replacements);
    }
}
