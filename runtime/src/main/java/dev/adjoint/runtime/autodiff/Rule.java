package dev.adjoint.runtime.autodiff;

import dev.adjoint.api.graph.Tensor;
import java.util.Map;

/** How a differentiable op y = f(x₀, x₁, ...) passes derivatives on; J is its Jacobian. */
interface Rule {
    /** Jᵀ g: the part of the gradient of an input that comes through y, whose gradient is g. */
    Tensor pullBack(Tensor y, int input, Tensor g);

    /** J t: the tangent of y. Inputs that are missing from the map, which is not empty, have tangent zero. */
    Tensor pushForward(Tensor y, Map<Integer, Tensor> tangents);
}
