package dev.adjoint.runtime.autodiff;

import dev.adjoint.api.ShapeException;
import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Graph;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reverse-mode differentiation, from graph to graph (Linnainmaa 1970). */
public final class Gradients {
    private Gradients() {}

    /**
     * dL / dx for each x of some tensors; zero where L does not depend on x.
     *
     * @param loss L, a scalar
     * @param wrt what to differentiate by: leaves, or tensors on the way
     */
    public static GradientResult of(Tensor loss, List<Tensor> wrt) {
        if (!loss.shape().equals(Shape.SCALAR)) {
            throw new ShapeException("gradients are those of a scalar, but the loss is " + loss.type()
                    + "; sum it or take its mean first");
        }
        return vjp(List.of(loss), List.of(Tensor.constant(1)), wrt);
    }

    /**
     * Jᵀ u for the Jacobian J of some outputs by some tensors.
     *
     * @param outputs what is differentiated
     * @param cotangents u, a tensor of the same type for each output
     * @param wrt what to differentiate by: leaves, or tensors on the way
     */
    public static GradientResult vjp(List<Tensor> outputs, List<Tensor> cotangents, List<Tensor> wrt) {
        check(outputs, cotangents, wrt);
        ReverseSweep sweep = new ReverseSweep(outputs, cotangents, wrt);
        List<Tensor> gradients = wrt.stream().map(sweep::gradient).toList();

        List<Tensor> forward = Graph.topological(outputs);
        List<Tensor> all = new ArrayList<>(forward);
        all.addAll(sweep.origins().keySet());
        all.addAll(gradients);
        Map<Tensor, Tensor> renamed = sweep.withExtendedLoops(all);

        Map<Tensor, Tensor> origins = new HashMap<>();
        sweep.origins().forEach((tensor, origin) -> origins.put(renamed.getOrDefault(tensor, tensor), origin));
        Map<Tensor, Tensor> replacements = new LinkedHashMap<>();
        for (Tensor tensor : forward) {
            if (renamed.containsKey(tensor)) {
                replacements.put(tensor, renamed.get(tensor));
                origins.put(renamed.get(tensor), tensor);
            }
        }
        return new GradientResult(
                gradients.stream().map(g -> renamed.getOrDefault(g, g)).toList(), origins, replacements);
    }

    private static void check(List<Tensor> outputs, List<Tensor> cotangents, List<Tensor> wrt) {
        if (outputs.size() != cotangents.size()) {
            throw new ShapeException(outputs.size() + " outputs need as many cotangents, but got " + cotangents.size());
        }
        for (int i = 0; i < outputs.size(); i++) {
            if (!outputs.get(i).type().equals(cotangents.get(i).type())) {
                throw new ShapeException("the cotangent of output " + i + " must be "
                        + outputs.get(i).type() + ", but is "
                        + cotangents.get(i).type());
            }
        }
        for (Tensor tensor : wrt) {
            if (tensor.dtype() != DType.FLOAT) {
                throw new ShapeException("only tensors of type FLOAT have gradients, not " + tensor);
            }
        }
    }
}
