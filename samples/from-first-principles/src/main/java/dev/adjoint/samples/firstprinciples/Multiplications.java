package dev.adjoint.samples.firstprinciples;

import dev.adjoint.api.graph.Graph;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Binary;
import dev.adjoint.api.op.Dot;
import java.util.ArrayList;
import java.util.List;

/** How many multiplications it takes to compute some tensors, each tensor on the way once. */
final class Multiplications {
    private Multiplications() {}

    static long of(List<Tensor> results) {
        return Graph.topological(results).stream()
                .mapToLong(Multiplications::in)
                .sum();
    }

    /** What results take beyond what others take already. */
    static long beyond(List<Tensor> known, List<Tensor> results) {
        List<Tensor> all = new ArrayList<>(known);
        all.addAll(results);
        return of(all) - of(known);
    }

    private static long in(Tensor tensor) {
        if (tensor.op() instanceof Dot dot) {
            Shape left = tensor.input(0).shape();
            long contracted = dot.leftContract().stream().mapToLong(left::size).reduce(1, Math::multiplyExact);
            return tensor.shape().elements() * contracted;
        }
        return tensor.op() == Binary.MUL ? tensor.shape().elements() : 0;
    }
}
