package dev.adjoint.codegen.schedule;

import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.ArgMax;
import dev.adjoint.api.op.CustomKernel;
import dev.adjoint.api.op.Fold;
import dev.adjoint.api.op.Max;
import dev.adjoint.api.op.MultiOp;
import dev.adjoint.api.op.Op;
import dev.adjoint.api.op.ScatterAdd;
import dev.adjoint.api.op.Sum;
import dev.adjoint.codegen.index.Affine;
import dev.adjoint.codegen.index.Atom;
import dev.adjoint.codegen.index.Size;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which kernel computes, and which kernels write, each stored tensor. */
public final class Ownership {
    private final Layout layout;
    private final Map<Tensor, Group> computedBy = new HashMap<>();
    private final Map<Tensor, Set<Group>> writers = new HashMap<>();

    Ownership(Layout layout) {
        this.layout = layout;
    }

    /** The group computes the tensor element by element, and others may load it. */
    void computes(Group group, Tensor tensor) {
        computedBy.put(tensor, group);
        writes(group, tensor);
    }

    /** The group writes at least a part of the tensor. */
    void writes(Group group, Tensor tensor) {
        writers.computeIfAbsent(tensor, key -> new LinkedHashSet<>()).add(group);
    }

    @Nullable
    Group computer(Tensor tensor) {
        return computedBy.get(tensor);
    }

    Set<Group> writers(Tensor tensor) {
        return writers.getOrDefault(tensor, Set.of());
    }

    List<Tensor> computed(Group group) {
        return computedBy.entrySet().stream()
                .filter(entry -> entry.getValue() == group)
                .map(Map.Entry::getKey)
                .toList();
    }

    void merge(Group from, Group into) {
        computedBy.replaceAll((tensor, group) -> group == from ? into : group);
        writers.values().forEach(groups -> {
            if (groups.remove(from)) {
                groups.add(into);
            }
        });
    }

    /** Whether a kernel finds a tensor in memory, rather than computing it on the way. */
    public boolean inMemory(Group group, Tensor tensor) {
        return writers.containsKey(tensor) && (computedBy.get(tensor) != group || tensor == group.anchor());
    }

    /** Whether a kernel computes a tensor, element by element. */
    public boolean isComputedBy(Group group, Tensor tensor) {
        return computedBy.get(tensor) == group;
    }

    /** Everything a kernel loads, at the position given by {@link Reads#counters} with prefix "i". */
    public List<Element> reads(Group group) {
        List<Element> all = new ArrayList<>();
        Loop loop = group.loop();
        if (loop != null) {
            loop.prologue().forEach(inner -> all.addAll(reads(inner)));
            loop.body().forEach(inner -> all.addAll(reads(inner)));
            return all;
        }
        Reads reads = new Reads(layout, tensor -> inMemory(group, tensor));
        List<Affine> at = Reads.counters(group.domain(), "i");
        group.stores().forEach(store -> reads.visit(store.value(), at));
        computedFirst(group).forEach(tensor -> reads.visit(tensor, at));
        Tensor anchor = group.anchor();
        if (anchor != null) {
            for (Tensor input : anchor.inputs()) {
                reads.visit(input, operandPosition(anchor.op(), input, at));
            }
        }
        all.addAll(reads.all().stream().filter(read -> read.tensor() != anchor).toList());
        return all;
    }

    /** Whether a kernel computes something again that another one has computed before. */
    boolean computesAnew(Group group) {
        Reads reads = new Reads(layout, tensor -> inMemory(group, tensor));
        List<Affine> at = Reads.counters(group.domain(), "i");
        group.stores().forEach(store -> reads.visit(store.value(), at));
        computedFirst(group).forEach(tensor -> reads.visit(tensor, at));
        return reads.isAnew();
    }

    private List<Tensor> computedFirst(Group group) {
        return group.anchor() != null && group.anchor().op() instanceof MultiOp ? List.of() : computed(group);
    }

    private static List<Affine> operandPosition(Op op, Tensor input, List<Affine> at) {
        int axis = op instanceof Sum sum ? sum.axis() : op instanceof Max max ? max.axis() : -1;
        if (op instanceof ArgMax argMax) {
            axis = argMax.axis();
        }
        if (axis < 0) {
            return Reads.counters(input.shape(), "operand");
        }
        List<Affine> position = new ArrayList<>(at);
        position.add(
                axis, Affine.of(new Atom.Counter("r", Size.ofAxis(input.shape().size(axis)))));
        return position;
    }

    /** Whether nothing may be fused behind an anchor, because it does not visit each element of its result once. */
    static boolean standsAlone(Op op) {
        return op instanceof MultiOp || op instanceof CustomKernel || op instanceof ScatterAdd || op instanceof Fold;
    }
}
