package dev.adjoint.codegen.schedule;

import dev.adjoint.api.graph.Graph;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Binary;
import dev.adjoint.api.op.BodyInput;
import dev.adjoint.api.op.Comparison;
import dev.adjoint.api.op.Constant;
import dev.adjoint.api.op.CustomKernel;
import dev.adjoint.api.op.CustomKernelGradient;
import dev.adjoint.api.op.Dot;
import dev.adjoint.api.op.Expand;
import dev.adjoint.api.op.Fold;
import dev.adjoint.api.op.Gather;
import dev.adjoint.api.op.Input;
import dev.adjoint.api.op.Iota;
import dev.adjoint.api.op.MultiOp;
import dev.adjoint.api.op.Op;
import dev.adjoint.api.op.Random;
import dev.adjoint.api.op.Rows;
import dev.adjoint.api.op.Scan;
import dev.adjoint.api.op.ScatterAdd;
import dev.adjoint.api.op.Unary;
import dev.adjoint.api.op.Variable;
import dev.adjoint.api.op.Where;
import dev.adjoint.api.op.Window;
import dev.adjoint.codegen.index.Views;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Decides which tensors are stored in memory, and which are computed again wherever they are used. */
public final class Storage {
    /** From this weight on, a tensor with several uses is stored. */
    private static final int SHARED_WEIGHT = 6;
    /** From this weight on, a tensor is stored, so that no kernel outgrows what the JIT compiles. */
    private static final int LARGEST_WEIGHT = 60;

    private static final Map<Op, Integer> WEIGHTS = Map.ofEntries(
            Map.entry(Unary.EXP, 18),
            Map.entry(Unary.LOG, 22),
            Map.entry(Unary.TANH, 30),
            Map.entry(Unary.SIGMOID, 24),
            Map.entry(Unary.ERF, 40),
            Map.entry(Unary.SIN, 25),
            Map.entry(Unary.COS, 25),
            Map.entry(Unary.SQRT, 6),
            Map.entry(Unary.FLOOR, 8),
            Map.entry(Unary.SIGN, 4),
            Map.entry(Binary.DIV, 6),
            Map.entry(Binary.POW, 60));

    private final Set<Tensor> stored = new HashSet<>();
    private final Map<Tensor, Integer> weights = new HashMap<>();
    private final Map<Tensor, Integer> work = new HashMap<>();

    /**
     * @param results tensors whose values are asked for
     */
    Storage(Collection<Tensor> results) {
        List<Tensor> order = Graph.topological(results);
        Map<Tensor, List<Tensor>> consumers = Graph.consumers(results);
        for (Tensor tensor : order) {
            if (!isInlined(tensor.op()) && !(tensor.op() instanceof MultiOp)) {
                stored.add(tensor);
            }
            markOperands(tensor);
        }
        for (Tensor result : results) {
            if (!isLeaf(result.op()) && !Views.isView(result) && !isGenerated(result.op())) {
                stored.add(result);
            }
        }
        for (Tensor tensor : order) {
            int weight = weight(tensor);
            boolean shared = consumers.getOrDefault(tensor, List.of()).size() > 1 && weight >= SHARED_WEIGHT;
            if (!isLeaf(tensor.op())
                    && !(tensor.op() instanceof MultiOp)
                    && !Views.isView(tensor)
                    && (shared || weight >= LARGEST_WEIGHT)) {
                stored.add(tensor);
            }
            work.put(tensor, weight);
            weights.put(tensor, stored.contains(tensor) || isLeaf(tensor.op()) ? 1 : weight);
            if (repeats(tensor.op()) && weights.getOrDefault(tensor.input(0), 0) >= SHARED_WEIGHT) {
                store(tensor.input(0));
            }
        }
    }

    /** The work of an op for one element, in units of one simple operation. */
    public static int weightOf(Op op) {
        return WEIGHTS.getOrDefault(op, op instanceof Random ? 12 : 1);
    }

    private int weight(Tensor tensor) {
        int weight = weightOf(tensor.op());
        for (Tensor input : tensor.inputs()) {
            weight += weights.getOrDefault(input, 0);
        }
        return weight;
    }

    /** Marks what an op reads in an order of its own, which must be in memory. */
    private void markOperands(Tensor tensor) {
        Op op = tensor.op();
        if (op instanceof CustomKernel || op instanceof CustomKernelGradient) {
            tensor.inputs().stream().filter(input -> !hasMemory(input.op())).forEach(stored::add);
        } else if (op instanceof Dot || op instanceof Fold || op instanceof ScatterAdd) {
            tensor.inputs().forEach(this::store);
        } else if (op instanceof Gather) {
            store(tensor.input(0));
        } else if (op instanceof Scan scan) {
            for (int i = 0; i < tensor.inputs().size(); i++) {
                if (i < scan.invariants() || i >= scan.invariants() + scan.carries()) {
                    store(tensor.input(i));
                }
            }
        }
    }

    /** Stores a tensor, or what it is a view of. */
    private void store(Tensor tensor) {
        Tensor base = tensor;
        while (Views.isView(base)) {
            base = base.input(0);
        }
        if (!hasMemory(base.op())) {
            stored.add(base);
        }
    }

    /** The tensors to store, leaves not among them. */
    Set<Tensor> stored() {
        return stored;
    }

    /** The work of computing one element from what is in memory, in units of one simple operation. */
    int workOf(Tensor tensor) {
        return work.getOrDefault(tensor, 1);
    }

    private static boolean repeats(Op op) {
        return op instanceof Window || op instanceof Gather || op instanceof Expand expand && expand.axis() == 0;
    }

    public static boolean isLeaf(Op op) {
        return op instanceof Input || op instanceof Variable || op instanceof BodyInput || op instanceof Constant;
    }

    /** Whether the values come from nothing but positions and the run's settings. */
    public static boolean isGenerated(Op op) {
        return op instanceof Iota
                || op instanceof Random
                || op instanceof Rows
                || op instanceof Constant constant && constant.isScalar();
    }

    private static boolean hasMemory(Op op) {
        return isLeaf(op) && !isGenerated(op);
    }

    public static boolean isElementwise(Op op) {
        return op instanceof Unary || op instanceof Binary || op instanceof Comparison || op instanceof Where;
    }

    private static boolean isInlined(Op op) {
        return isLeaf(op) || isGenerated(op) || isElementwise(op) || op instanceof Gather || Views.isViewOp(op);
    }
}
