package dev.adjoint.runtime.rewrite;

import dev.adjoint.api.graph.Graph;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.BodyInput;
import dev.adjoint.api.op.Pick;
import dev.adjoint.api.op.Scan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Loops compute no results that nobody reads, and carry nothing that no such result depends on. */
final class UnusedResults {
    private UnusedResults() {}

    /**
     * The roots, made of loops that have only used results.
     *
     * @param origins where what is made anew is noted, with the tensor that it is made for
     */
    static List<Tensor> remove(List<Tensor> roots, Map<Tensor, Tensor> origins) {
        List<Tensor> current = roots;
        // The last loop first: what it does not read need not be computed by those before it.
        List<Tensor> order = new ArrayList<>(Graph.topological(roots));
        Collections.reverse(order);
        for (Tensor tensor : order) {
            if (tensor.op() instanceof Scan scan) {
                current = without(scan, tensor, current, origins);
            }
        }
        return current;
    }

    private static List<Tensor> without(Scan scan, Tensor loop, List<Tensor> roots, Map<Tensor, Tensor> origins) {
        List<Tensor> tensors = Graph.topological(roots);
        List<Tensor> picks = tensors.stream()
                .filter(tensor -> tensor.op() instanceof Pick && tensor.input(0).equals(loop))
                .toList();
        List<Integer> kept = List.copyOf(needed(
                scan, picks.stream().map(pick -> ((Pick) pick.op()).index()).toList()));
        List<Tensor> all = scan.body().outputs();
        List<Tensor> outputs = remove(kept.stream().map(all::get).toList(), new HashMap<>());
        if (picks.isEmpty() || outputs.equals(all)) {
            return roots;
        }
        Tensor smaller = smaller(scan, loop, kept, outputs);
        Map<Tensor, Tensor> replacements = new HashMap<>();
        picks.forEach(pick -> replacements.put(pick, smaller.pick(kept.indexOf(((Pick) pick.op()).index()))));
        List<Tensor> rebuilt = Graph.substitute(tensors, replacements);
        origins.put(smaller, origins.getOrDefault(loop, loop));
        for (int i = 0; i < tensors.size(); i++) {
            replacements.put(tensors.get(i), rebuilt.get(i));
            origins.putIfAbsent(rebuilt.get(i), origins.getOrDefault(tensors.get(i), tensors.get(i)));
        }
        return Graph.substitute(roots, replacements);
    }

    /** The results that some results need to be computed: themselves, and the carries that they depend on. */
    private static Set<Integer> needed(Scan scan, Collection<Integer> results) {
        Set<Integer> needed = new TreeSet<>(results);
        int before = -1;
        while (before < needed.size()) {
            before = needed.size();
            Set<Tensor> used = new HashSet<>(Graph.topological(
                    needed.stream().map(scan.body().outputs()::get).toList()));
            IntStream.range(0, scan.carries())
                    .filter(i -> used.contains(scan.body().inputs().get(scan.invariants() + i)))
                    .forEach(needed::add);
        }
        return needed;
    }

    private static Tensor smaller(Scan scan, Tensor loop, List<Integer> kept, List<Tensor> outputs) {
        List<Tensor> inputs = new ArrayList<>();
        List<Tensor> arguments = new ArrayList<>();
        Map<Tensor, Tensor> replacements = new HashMap<>();
        for (int i = 0; i < loop.inputs().size(); i++) {
            int carry = i - scan.invariants();
            if (carry < 0 || carry >= scan.carries() || kept.contains(carry)) {
                Tensor old = scan.body().inputs().get(i);
                Tensor argument = Tensor.of(new BodyInput(arguments.size(), old.type()));
                inputs.add(loop.input(i));
                arguments.add(argument);
                replacements.put(old, argument);
            }
        }
        int carries =
                (int) kept.stream().filter(result -> result < scan.carries()).count();
        Graph body = new Graph(arguments, Graph.substitute(outputs, replacements));
        return Tensor.of(new Scan(body, scan.invariants(), carries, scan.length(), scan.reverse()), inputs);
    }
}
