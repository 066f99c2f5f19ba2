package dev.adjoint.runtime.autodiff;

import dev.adjoint.api.graph.Tensor;
import java.util.List;
import java.util.Map;

/** An op with a diagonal Jacobian for each input: its products with a gradient and with a tangent are one formula. */
record ElementwiseRule(List<Partial> partials) implements Rule {
    /** The elementwise product of g with the derivative of y by one input. */
    @FunctionalInterface
    interface Partial {
        Tensor times(List<Tensor> x, Tensor y, Tensor g);
    }

    @Override
    public Tensor pullBack(Tensor y, int input, Tensor g) {
        return partials.get(input).times(y.inputs(), y, g);
    }

    @Override
    public Tensor pushForward(Tensor y, Map<Integer, Tensor> tangents) {
        return tangents.entrySet().stream()
                .map(tangent -> pullBack(y, tangent.getKey(), tangent.getValue()))
                .reduce(Tensor::add)
                .orElseThrow();
    }
}
