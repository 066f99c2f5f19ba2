package dev.adjoint.runtime.autodiff;

import dev.adjoint.api.ShapeException;
import dev.adjoint.api.graph.Graph;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Pick;
import dev.adjoint.api.op.Scan;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Forward-mode differentiation, from graph to graph (Wengert 1964). */
public final class Tangents {
    private Tangents() {}

    /**
     * J v for the Jacobian J of some outputs by some tensors.
     *
     * @param outputs what is differentiated
     * @param tangents v: for each tensor that changes, how; a tensor of the same type
     * @return the change of each output, zeros where it does not depend on what changes
     */
    public static List<Tensor> jvp(List<Tensor> outputs, Map<Tensor, Tensor> tangents) {
        tangents.forEach((tensor, tangent) -> {
            if (!tensor.type().equals(tangent.type())) {
                throw new ShapeException(
                        "the tangent of " + tensor + " must be " + tensor.type() + ", but is " + tangent.type());
            }
        });
        Map<Tensor, Tensor> known = new HashMap<>(tangents);
        Map<Tensor, Map<Integer, Tensor>> loops = new HashMap<>();
        for (Tensor tensor : Graph.topological(outputs)) {
            if (tangents.containsKey(tensor)) {
                continue;
            }
            Map<Integer, Tensor> changes = new LinkedHashMap<>();
            for (int input : Activity.activeInputs(tensor, known.keySet())) {
                changes.put(input, Objects.requireNonNull(known.get(tensor.input(input))));
            }
            if (tensor.op() instanceof Pick pick) {
                Tensor tangent = loops.getOrDefault(tensor.input(0), Map.of()).get(pick.index());
                if (tangent != null) {
                    known.put(tensor, tangent);
                }
            } else if (!changes.isEmpty() && tensor.op() instanceof Scan) {
                loops.put(tensor, ScanTangent.of(tensor, changes));
            } else if (!changes.isEmpty()) {
                known.put(tensor, GradientTable.of(tensor.op()).pushForward(tensor, changes));
            }
        }
        return outputs.stream()
                .map(output -> {
                    Tensor tangent = known.get(output);
                    return tangent != null ? tangent : Zeros.like(output);
                })
                .toList();
    }
}
