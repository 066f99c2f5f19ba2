package dev.adjoint.runtime.train;

import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Input;
import dev.adjoint.api.op.Variable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** The paths that tensors come from. The first label of a tensor stays. */
final class Labels {
    private final Map<Tensor, String> labels;

    Labels(Map<Tensor, String> labels) {
        this.labels = new HashMap<>(labels);
    }

    /** Labels a tensor and what it is made of, back to leaves and to tensors that have a label. */
    void put(String path, Tensor root) {
        Deque<Tensor> pending = new ArrayDeque<>();
        pending.push(root);
        while (!pending.isEmpty()) {
            Tensor next = pending.pop();
            boolean leaf = next.op() instanceof Input || next.op() instanceof Variable;
            if (!leaf && labels.putIfAbsent(next, path) == null) {
                next.inputs().forEach(pending::push);
            }
        }
    }

    /** Takes over the labels of a program. */
    void putAll(Map<Tensor, String> others) {
        others.forEach(labels::putIfAbsent);
    }

    /** Labels tensors as those that they stand for or belong to are labelled. */
    void inherit(Map<Tensor, Tensor> origins) {
        origins.forEach((tensor, origin) -> {
            String label = labels.get(origin);
            if (label != null) {
                labels.putIfAbsent(tensor, label);
            }
        });
    }

    Map<Tensor, String> toMap() {
        return labels;
    }
}
