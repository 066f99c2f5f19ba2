package dev.adjoint.runtime.rewrite;

import dev.adjoint.api.graph.Graph;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.graph.TensorType;
import dev.adjoint.api.op.BodyInput;
import dev.adjoint.api.op.Constant;
import dev.adjoint.api.op.Iota;
import dev.adjoint.api.op.Scan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The fewest and smallest inputs from which the body of a loop can be computed. Numbers and repetitions move into the
 * body, where they cost nothing and other rules see them; a sequence of equal slices is an invariant; what is not
 * used, or given twice, disappears.
 *
 * @param inputs the inputs of the loop
 * @param invariants how many of them are invariants
 * @param body what the body becomes
 */
record LoopEntrances(List<Tensor> inputs, int invariants, Graph body) {
    static LoopEntrances of(Scan scan, Tensor loop) {
        return new Collection().collect(scan, loop);
    }

    /** The inputs of the new loop, each with the argument of the new body that it becomes. */
    private static final class Collection {
        private final Map<Tensor, Tensor> invariants = new LinkedHashMap<>();
        private final List<Tensor> carries = new ArrayList<>();
        private final Map<Tensor, Tensor> sequences = new LinkedHashMap<>();
        /** What the arguments of the old body become. */
        private final Map<Tensor, Tensor> replacements = new HashMap<>();

        LoopEntrances collect(Scan scan, Tensor loop) {
            List<Tensor> arguments = scan.body().inputs();
            int firstSequence = scan.invariants() + scan.carries();
            Set<Tensor> used = new HashSet<>(Graph.topological(scan.body().outputs()));
            Map<Tensor, Expansion> slices = new LinkedHashMap<>();
            for (int i = 0; i < arguments.size(); i++) {
                Tensor argument = arguments.get(i);
                Expansion input = Expansion.of(loop.input(i));
                if (used.contains(argument) && i < scan.invariants()) {
                    replacements.put(argument, input.around(invariant(input.core())));
                } else if (used.contains(argument)
                        && i >= firstSequence
                        && input.axes().containsKey(0)) {
                    Expansion slice = input.without(axis -> axis == 0);
                    replacements.put(argument, slice.around(invariant(slice.core())));
                } else if (used.contains(argument) && i >= firstSequence) {
                    slices.put(argument, input);
                }
            }
            for (Tensor carry : arguments.subList(scan.invariants(), firstSequence)) {
                carries.add(argument(invariants.size() + carries.size(), carry.type()));
                replacements.put(carry, carries.get(carries.size() - 1));
            }
            slices.forEach((argument, input) -> replacements.put(argument, slice(input)));

            List<Tensor> inputs = new ArrayList<>(invariants.keySet());
            inputs.addAll(loop.inputs().subList(scan.invariants(), firstSequence));
            inputs.addAll(sequences.keySet());
            List<Tensor> newArguments = new ArrayList<>(invariants.values());
            newArguments.addAll(carries);
            newArguments.addAll(sequences.values());
            Graph body = new Graph(newArguments, Graph.substitute(scan.body().outputs(), replacements));
            return new LoopEntrances(inputs, invariants.size(), body);
        }

        private Tensor invariant(Tensor input) {
            if (input.op() instanceof Constant || input.op() instanceof Iota) {
                return Tensor.of(input.op());
            }
            return invariants.computeIfAbsent(input, key -> argument(invariants.size(), key.type()));
        }

        private Tensor slice(Expansion input) {
            Tensor core = sequences.computeIfAbsent(
                    input.core(),
                    key -> argument(invariants.size() + carries.size() + sequences.size(), Scan.slice(key)));
            SortedMap<Integer, Integer> axes = new TreeMap<>();
            input.axes().forEach((axis, size) -> axes.put(axis - 1, size));
            return new Expansion(core, axes).tensor();
        }

        private static Tensor argument(int index, TensorType type) {
            return Tensor.of(new BodyInput(index, type));
        }
    }
}
