package dev.adjoint.runtime.autodiff;

import dev.adjoint.api.graph.Graph;
import dev.adjoint.api.graph.Tensor;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Which tensors change with which, differentiably. */
final class Activity {
    private Activity() {}

    /** Those among the roots and all they are made of that are a target or depend on one. */
    static Set<Tensor> dependents(Collection<Tensor> roots, Set<Tensor> targets) {
        Set<Tensor> dependents = new HashSet<>();
        for (Tensor tensor : Graph.topological(roots)) {
            if (targets.contains(tensor) || !activeInputs(tensor, dependents).isEmpty()) {
                dependents.add(tensor);
            }
        }
        return dependents;
    }

    /** The inputs that are in the set and whose changes the tensor passes on, by number. */
    static List<Integer> activeInputs(Tensor tensor, Set<Tensor> active) {
        return IntStream.range(0, tensor.inputs().size())
                .filter(i -> active.contains(tensor.input(i)) && GradientTable.passes(tensor, i))
                .boxed()
                .toList();
    }
}
