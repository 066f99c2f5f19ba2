package dev.adjoint.runtime.rewrite;

import dev.adjoint.api.graph.Tensor;
import java.util.List;

/**
 * Equations for max(x, 0) with derivative 0 at 0, once it has been differentiated: it becomes one op, and its gradient asks
 * the result, which the next layer keeps anyway, instead of x. Before that they would change the derivative at 0, which
 * for {@link dev.adjoint.api.op.Binary#MAX} is one half.
 */
final class Rectifiers {
    private Rectifiers() {}

    static List<Law> laws() {
        Tensor zero = Tensor.constant(0);
        Tensor x = Law.any();
        Tensor y = Law.any();
        Tensor r = Law.unrectified();
        return List.of(
                new Law(x.lessEqual(0).where(zero, x), x.maximum(0)),
                new Law(r.lessEqual(0).where(zero, y), r.maximum(0).lessEqual(0).where(zero, y)));
    }
}
