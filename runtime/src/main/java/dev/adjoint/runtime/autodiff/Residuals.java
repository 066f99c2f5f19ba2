package dev.adjoint.runtime.autodiff;

import dev.adjoint.api.graph.Graph;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Cast;
import dev.adjoint.api.op.Expand;
import dev.adjoint.api.op.Op;
import dev.adjoint.api.op.Permute;
import dev.adjoint.api.op.Pick;
import dev.adjoint.api.op.Reshape;
import dev.adjoint.api.op.Scan;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The values of the forward steps that the backward steps of a loop read. What depends on invariants alone, and what
 * is only another view of a value, is made again; everything else is stacked by the forward loop.
 *
 * @param loop the forward loop, which stacks them behind its own results
 * @param stacks for each tensor of the body that is read, its stack, [length, ...]
 */
record Residuals(Tensor loop, Map<Tensor, Tensor> stacks) {
    private static final Set<Class<? extends Op>> VIEWS =
            Set.of(Expand.class, Reshape.class, Permute.class, Cast.class);

    /**
     * Finds the residuals of a loop.
     *
     * @param loop a tensor whose op is a {@link Scan}
     * @param outputs the outputs of its body, in which inner loops are extended already
     * @param backward what the backward steps compute, from the tensors of the forward steps
     */
    static Residuals of(Tensor loop, List<Tensor> outputs, Collection<Tensor> backward) {
        Scan scan = (Scan) loop.op();
        List<Tensor> arguments = scan.body().inputs();
        Set<Tensor> forward = new HashSet<>(Graph.topological(outputs));
        Set<Tensor> changing = new HashSet<>(arguments.subList(scan.invariants(), arguments.size()));
        for (Tensor tensor : Graph.topological(backward)) {
            if (tensor.op() instanceof Pick && forward.contains(tensor.input(0))) {
                forward.add(tensor);
            }
        }
        for (Tensor tensor : Graph.topological(forward)) {
            if (tensor.inputs().stream().anyMatch(changing::contains)) {
                changing.add(tensor);
            }
        }

        Set<Tensor> read = new LinkedHashSet<>();
        Set<Tensor> seen = new HashSet<>();
        Deque<Tensor> pending = new ArrayDeque<>(backward);
        while (!pending.isEmpty()) {
            Tensor tensor = pending.pop();
            boolean saved = forward.contains(tensor) && changing.contains(tensor) && !isView(tensor);
            if (saved) {
                read.add(tensor);
            } else if (seen.add(tensor)) {
                tensor.inputs().forEach(pending::push);
            }
        }
        return stack(loop, outputs, read);
    }

    private static boolean isView(Tensor tensor) {
        return VIEWS.contains(tensor.op().getClass());
    }

    private static Residuals stack(Tensor loop, List<Tensor> outputs, Set<Tensor> read) {
        Scan scan = (Scan) loop.op();
        List<Tensor> arguments = scan.body().inputs();
        List<Tensor> sequences = arguments.subList(scan.invariants() + scan.carries(), arguments.size());
        List<Tensor> extended = new ArrayList<>(outputs);
        for (Tensor tensor : read) {
            boolean stacked = extended.subList(scan.carries(), extended.size()).contains(tensor);
            if (!stacked && !sequences.contains(tensor)) {
                extended.add(tensor);
            }
        }
        Tensor newLoop = extended.equals(scan.body().outputs())
                ? loop
                : Tensor.of(
                        new Scan(
                                new Graph(arguments, extended),
                                scan.invariants(),
                                scan.carries(),
                                scan.length(),
                                scan.reverse()),
                        loop.inputs());
        Map<Tensor, Tensor> stacks = new LinkedHashMap<>();
        for (Tensor tensor : read) {
            stacks.put(
                    tensor,
                    sequences.contains(tensor)
                            ? loop.input(arguments.indexOf(tensor))
                            : newLoop.pick(scan.carries()
                                    + extended.subList(scan.carries(), extended.size())
                                            .indexOf(tensor)));
        }
        return new Residuals(newLoop, stacks);
    }
}
