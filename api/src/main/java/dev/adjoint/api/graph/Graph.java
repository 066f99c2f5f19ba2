package dev.adjoint.api.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A function of tensors: from its inputs, which are leaves, to its outputs.
 *
 * @param inputs the leaves that are replaced when the graph is applied
 * @param outputs the tensors that it computes
 */
public record Graph(List<Tensor> inputs, List<Tensor> outputs) {
    public Graph {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** All tensors of this graph, each after those it is made of. */
    public List<Tensor> tensors() {
        return topological(outputs);
    }

    /** The roots and everything they are made of, each tensor after its inputs; the order depends on the graph alone. */
    public static List<Tensor> topological(Collection<Tensor> roots) {
        List<Tensor> order = new ArrayList<>();
        Set<Tensor> done = new HashSet<>();
        Deque<Tensor> stack = new ArrayDeque<>();
        for (Tensor root : new LinkedHashSet<>(roots)) {
            stack.push(root);
            while (!stack.isEmpty()) {
                Tensor top = stack.peek();
                int pending = stack.size();
                if (!done.contains(top)) {
                    List<Tensor> inputs = top.inputs();
                    for (int i = inputs.size() - 1; i >= 0; i--) {
                        if (!done.contains(inputs.get(i))) {
                            stack.push(inputs.get(i));
                        }
                    }
                }
                if (stack.size() == pending) {
                    stack.pop();
                    if (done.add(top)) {
                        order.add(top);
                    }
                }
            }
        }
        return order;
    }

    /** The tensors that use each tensor, among the roots and everything they are made of, in topological order. */
    public static Map<Tensor, List<Tensor>> consumers(Collection<Tensor> roots) {
        Map<Tensor, List<Tensor>> consumers = new LinkedHashMap<>();
        for (Tensor tensor : topological(roots)) {
            consumers.computeIfAbsent(tensor, key -> new ArrayList<>());
            for (Tensor input : new LinkedHashSet<>(tensor.inputs())) {
                consumers.computeIfAbsent(input, key -> new ArrayList<>()).add(tensor);
            }
        }
        return consumers;
    }

    /** The roots rebuilt with some tensors replaced by others; what does not depend on a replaced one is kept. */
    public static List<Tensor> substitute(List<Tensor> roots, Map<Tensor, Tensor> replacements) {
        Map<Tensor, Tensor> rebuilt = new HashMap<>(replacements);
        for (Tensor tensor : topological(roots)) {
            if (!rebuilt.containsKey(tensor)) {
                List<Tensor> inputs = tensor.inputs().stream()
                        .map(input -> rebuilt.getOrDefault(input, input))
                        .toList();
                rebuilt.put(tensor, inputs.equals(tensor.inputs()) ? tensor : Tensor.of(tensor.op(), inputs));
            }
        }
        return roots.stream().map(root -> rebuilt.getOrDefault(root, root)).toList();
    }
}
