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
import dev.adjoint.api.op.Flip;
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
import dev.adjoint.api.op.Slice;
import dev.adjoint.api.op.Unary;
import dev.adjoint.api.op.Variable;
import dev.adjoint.api.op.Where;
import dev.adjoint.api.op.Window;
import dev.adjoint.codegen.index.Views;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Decides which tensors are stored in memory, and which are computed again wherever they are used. */
public final class Storage {
    /** From this weight on, numbers and rows of them that several kernels use are stored. */
    private static final int SHARED_WEIGHT = 6;
    /** From this weight on, it costs more to compute larger arrays again than to write and read them. */
    private static final int SHARED_ARRAY_WEIGHT = 12;
    /**
     * From this weight on, a tensor is stored, so that no kernel outgrows what the JIT compiles. With 100 the whole gradient
     * of a pooled window is one kernel, of which C2 of JDK 17 made objects of vectors in most runs; with 60 it did in none.
     */
    private static final int LARGEST_WEIGHT = 60;
    /** An index that is read, made whole and checked, perhaps in the innermost loop. */
    private static final int CHECKED_INDEX_WEIGHT = 8;
    /** A number of rows to compare shapes with. */
    private static final int SOME_ROWS = 64;

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
        Map<Tensor, Set<Object>> cones = new HashMap<>();
        for (Tensor tensor : order) {
            int weight = weigh(tensor, cones);
            boolean isLarge = weight >= LARGEST_WEIGHT && isComputed(tensor);
            if (isLarge || weight <= Fusion.LARGEST_EPILOGUE && endsContraction(tensor, consumers, results)) {
                stored.add(tensor);
            }
        }
        storeShared(order, consumers);
        cones.clear();
        for (Tensor tensor : order) {
            weigh(tensor, cones);
            if (repeats(tensor)
                    && !isInMemory(tensor.input(0))
                    && work.getOrDefault(tensor.input(0), 0) >= SHARED_WEIGHT) {
                store(tensor.input(0));
            }
        }
    }

    /** Whether a tensor is made by computing, element by element. */
    private static boolean isComputed(Tensor tensor) {
        return !isLeaf(tensor.op()) && !(tensor.op() instanceof MultiOp) && !Views.isView(tensor);
    }

    private boolean isInMemory(Tensor tensor) {
        return stored.contains(tensor) || isLeaf(tensor.op());
    }

    /**
     * Stores what several kernels would compute, each anew, or one of them several times over. From the results
     * backwards, so that what is stored hides what it is made of.
     */
    private void storeShared(List<Tensor> order, Map<Tensor, List<Tensor>> consumers) {
        Map<Tensor, Set<Tensor>> kernels = new HashMap<>();
        List<Tensor> backwards = new ArrayList<>(order);
        Collections.reverse(backwards);
        for (Tensor tensor : backwards) {
            Set<Tensor> users = new HashSet<>();
            List<Tensor> readers = consumers.getOrDefault(tensor, List.of());
            for (Tensor reader : readers) {
                boolean kernel = stored.contains(reader) || reader.op() instanceof MultiOp;
                users.addAll(kernel ? Set.of(reader) : kernels.getOrDefault(reader, Set.of(reader)));
            }
            int threshold = tensor.shape().rank() <= 1 ? SHARED_WEIGHT : SHARED_ARRAY_WEIGHT;
            int weight = work.getOrDefault(tensor, 0);
            boolean shared = users.size() > 1 && weight >= threshold;
            if (isComputed(tensor) && (shared || overlap(tensor, readers) && weight >= SHARED_WEIGHT)) {
                stored.add(tensor);
            }
            if (!users.isEmpty()) {
                kernels.put(tensor, users);
            }
        }
    }

    /**
     * Whether a tensor that is read several times is all that becomes of a contraction: if it is stored in its stead, whoever
     * reads it finds, of several arrays, one.
     */
    private boolean endsContraction(Tensor tensor, Map<Tensor, List<Tensor>> consumers, Collection<Tensor> results) {
        return consumers.getOrDefault(tensor, List.of()).size() > 1 && isBehindDot(tensor, consumers, results);
    }

    private boolean isBehindDot(Tensor tensor, Map<Tensor, List<Tensor>> consumers, Collection<Tensor> results) {
        return isElementwise(tensor.op())
                && tensor.inputs().stream()
                        .filter(input ->
                                consumers.getOrDefault(input, List.of()).size() == 1)
                        .filter(input -> !results.contains(input))
                        .anyMatch(input -> input.op() instanceof Dot
                                || !stored.contains(input) && isBehindDot(input, consumers, results));
    }

    /** Whether slices of a tensor have more elements than it has itself. */
    private static boolean overlap(Tensor tensor, List<Tensor> readers) {
        double sliced = readers.stream()
                .filter(reader -> reader.op() instanceof Slice)
                .mapToDouble(reader -> reader.shape().elements(SOME_ROWS))
                .sum();
        return sliced > tensor.shape().elements(SOME_ROWS);
    }

    /**
     * Notes the work of one element, and returns it: every op that it is made of counts once, but for what is read by way
     * of a slice, which is another element of it.
     *
     * @param cones what each element is made of
     */
    private int weigh(Tensor tensor, Map<Tensor, Set<Object>> cones) {
        Set<Object> cone = new HashSet<>();
        cone.add(tensor);
        for (Tensor input : tensor.inputs()) {
            Set<Object> part = isInMemory(input) ? Set.of(input) : cones.getOrDefault(input, Set.of(input));
            for (Object element : part) {
                cone.add(tensor.op() instanceof Slice ? new Sliced(tensor, element) : element);
            }
        }
        cones.put(tensor, cone);
        int weight = 0;
        for (Object element : cone) {
            Object original = element;
            while (original instanceof Sliced sliced) {
                original = sliced.element();
            }
            Tensor op = (Tensor) original;
            weight += op != tensor && isInMemory(op) ? load(op) : weightOf(op);
        }
        work.put(tensor, weight);
        return weight;
    }

    /** An element of the work behind a slice. */
    private record Sliced(Tensor slice, Object element) {}

    private static int load(Tensor tensor) {
        return isGenerated(tensor.op()) ? 0 : 1;
    }

    private static int weightOf(Tensor tensor) {
        if (Views.isView(tensor) || isGenerated(tensor.op()) && !(tensor.op() instanceof Random)) {
            return 0;
        }
        return weightOf(tensor.op());
    }

    /** The work of an op on one element, in units of one simple operation. */
    public static int weightOf(Op op) {
        return WEIGHTS.getOrDefault(op, op instanceof Random ? 12 : op instanceof Gather ? CHECKED_INDEX_WEIGHT : 1);
    }

    /** Marks what an op reads in an order of its own, which must be in memory. */
    private void markOperands(Tensor tensor) {
        Op op = tensor.op();
        if (op instanceof CustomKernel || op instanceof CustomKernelGradient) {
            tensor.inputs().stream().filter(input -> !hasMemory(input.op())).forEach(stored::add);
        } else if (op instanceof Dot || op instanceof Fold || op instanceof ScatterAdd) {
            tensor.inputs().forEach(this::store);
            // Contractions run along their operands: what is read backwards is copied first.
            tensor.inputs().stream().filter(input -> input.op() instanceof Flip).forEach(stored::add);
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
        Tensor base = Views.base(tensor);
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

    private static boolean repeats(Tensor tensor) {
        Op op = tensor.op();
        return op instanceof Window
                        && tensor.shape().elements(SOME_ROWS)
                                > tensor.input(0).shape().elements(SOME_ROWS)
                || op instanceof Gather
                || op instanceof Expand expand && expand.axis() == 0;
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
