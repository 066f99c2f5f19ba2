package dev.adjoint.samples.firstprinciples;

import static dev.adjoint.samples.firstprinciples.Calculation.input;

import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.runtime.autodiff.Gradients;
import java.util.List;

/**
 * A line through the origin, y = wx, that should be y = 2x: seen at x = 0, 1, 2, 3, 4, where the sum of the squares of
 * its errors is E = Σ (wx - 2x)² = 30 (w - 2)².
 */
final class Line {
    static final double[] X = {0, 1, 2, 3, 4};
    static final double[] WANTED = {0, 2, 4, 6, 8};

    final Tensor w = input("w");
    final Tensor given = w.mul(Tensor.constant(Shape.of(X.length), X));
    final Tensor error = given.sub(Tensor.constant(Shape.of(X.length), WANTED));
    final Tensor squaredError = error.square();
    final Tensor loss = squaredError.sum();
    final Tensor rate = Gradients.of(loss, List.of(w)).gradients().get(0);

    /** E by its closed form. */
    static double loss(double w) {
        return 30 * (w - 2) * (w - 2);
    }

    /** dE/dw by its closed form. */
    static double rate(double w) {
        return 60 * (w - 2);
    }
}
