package dev.adjoint.runtime.autodiff;

import dev.adjoint.api.graph.Graph;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.MultiOp;
import dev.adjoint.api.op.Pick;
import dev.adjoint.api.op.Scan;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * One walk over a graph from its outputs to the targets. Each tensor on a way to a target sums what its consumers
 * contribute to its gradient, then contributes to those of its inputs.
 */
final class ReverseSweep {
    /** One result of a tensor; the only one, unless its op has several. */
    private record Result(Tensor tensor, int index) {
        static Result of(Tensor tensor) {
            return tensor.op() instanceof Pick pick ? new Result(tensor.input(0), pick.index()) : new Result(tensor, 0);
        }
    }

    private final Map<Result, List<Tensor>> contributions = new HashMap<>();
    private final Map<Result, Tensor> gradients = new HashMap<>();
    private final Map<Tensor, Tensor> origins = new LinkedHashMap<>();
    private final Map<Tensor, Tensor> extendedLoops = new LinkedHashMap<>();
    private final Set<Tensor> known = new HashSet<>();

    ReverseSweep(List<Tensor> outputs, List<Tensor> cotangents, Collection<Tensor> targets) {
        List<Tensor> order = Graph.topological(outputs);
        known.addAll(order);
        known.addAll(Graph.topological(cotangents));
        Set<Tensor> active = Activity.dependents(outputs, Set.copyOf(targets));
        for (int i = 0; i < outputs.size(); i++) {
            contribute(outputs.get(i), cotangents.get(i), outputs.get(i));
        }
        for (int i = order.size() - 1; i >= 0; i--) {
            Tensor tensor = order.get(i);
            if (active.contains(tensor) && !(tensor.op() instanceof Pick)) {
                pullBack(tensor, Activity.activeInputs(tensor, active));
            }
        }
    }

    /** The gradient of a tensor: the sum of its contributions, zeros if there are none. */
    Tensor gradient(Tensor tensor) {
        Tensor sum = gradients.computeIfAbsent(
                Result.of(tensor),
                result -> contributions(tensor).stream().reduce(Tensor::add).orElseGet(() -> Zeros.like(tensor)));
        attribute(sum, tensor.op() instanceof Pick ? tensor.input(0) : tensor);
        return sum;
    }

    /** The parts of a tensor's gradient, one for each use. */
    List<Tensor> contributions(Tensor tensor) {
        return contributions.getOrDefault(Result.of(tensor), List.of());
    }

    /** The forward tensor that each new tensor belongs to, in the order in which they were made. */
    Map<Tensor, Tensor> origins() {
        return origins;
    }

    /**
     * What becomes of tensors when every loop that was differentiated is replaced by the one that also stacks what
     * its gradient needs. Tensors that stay as they are have no entry.
     */
    Map<Tensor, Tensor> withExtendedLoops(Collection<Tensor> tensors) {
        List<Tensor> before = List.copyOf(tensors);
        List<Tensor> after = before;
        // One at a time, the last loop of the graph first: it may itself depend on those before it.
        for (Map.Entry<Tensor, Tensor> loop : extendedLoops.entrySet()) {
            after = Graph.substitute(after, Map.of(loop.getKey(), loop.getValue()));
        }
        Map<Tensor, Tensor> renamed = new HashMap<>();
        for (int i = 0; i < before.size(); i++) {
            if (!after.get(i).equals(before.get(i))) {
                renamed.put(before.get(i), after.get(i));
            }
        }
        return renamed;
    }

    private void pullBack(Tensor tensor, List<Integer> inputs) {
        if (tensor.op() instanceof Scan) {
            pullBackLoop(tensor, inputs);
        } else if (tensor.op() instanceof MultiOp multi) {
            int results = multi.results(
                            tensor.inputs().stream().map(Tensor::type).toList())
                    .size();
            IntStream.range(0, results)
                    .mapToObj(tensor::pick)
                    .filter(pick -> !contributions(pick).isEmpty())
                    .forEach(pick -> contribute(tensor, pick, inputs));
        } else if (!contributions(tensor).isEmpty()) {
            contribute(tensor, tensor, inputs);
        }
    }

    private void contribute(Tensor tensor, Tensor result, List<Integer> inputs) {
        for (int input : inputs) {
            Tensor part = GradientTable.of(tensor.op()).pullBack(tensor, input, gradient(result));
            contribute(tensor.input(input), part, tensor);
        }
    }

    private void pullBackLoop(Tensor tensor, List<Integer> inputs) {
        Map<Integer, Tensor> cotangents = new LinkedHashMap<>();
        for (int i = 0; i < ((Scan) tensor.op()).body().outputs().size(); i++) {
            Tensor pick = tensor.pick(i);
            if (!contributions(pick).isEmpty()) {
                cotangents.put(i, gradient(pick));
            }
        }
        if (!cotangents.isEmpty()) {
            ScanGradient gradient = ScanGradient.of(tensor, cotangents, Set.copyOf(inputs));
            if (!gradient.loop().equals(tensor)) {
                extendedLoops.put(tensor, gradient.loop());
            }
            gradient.gradients().forEach((input, part) -> contribute(tensor.input(input), part, tensor));
        }
    }

    private void contribute(Tensor tensor, Tensor part, Tensor origin) {
        attribute(part, origin);
        contributions
                .computeIfAbsent(Result.of(tensor), result -> new ArrayList<>())
                .add(part);
    }

    /** Notes the origin of all that a new tensor is made of and that was not there before. */
    private void attribute(Tensor root, Tensor origin) {
        Deque<Tensor> pending = new ArrayDeque<>(List.of(root));
        while (!pending.isEmpty()) {
            Tensor tensor = pending.pop();
            if (known.add(tensor)) {
                origins.put(tensor, origin);
                tensor.inputs().forEach(pending::push);
            }
        }
    }
}
