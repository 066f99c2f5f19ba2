package dev.adjoint.runtime.rewrite;

import dev.adjoint.api.graph.Graph;
import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Program.Assignment;
import dev.adjoint.api.graph.Program.Output;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Binary;
import dev.adjoint.api.op.Cast;
import dev.adjoint.api.op.Comparison;
import dev.adjoint.api.op.Constant;
import dev.adjoint.api.op.Expand;
import dev.adjoint.api.op.Flip;
import dev.adjoint.api.op.Iota;
import dev.adjoint.api.op.Op;
import dev.adjoint.api.op.Permute;
import dev.adjoint.api.op.Random;
import dev.adjoint.api.op.Reshape;
import dev.adjoint.api.op.Rows;
import dev.adjoint.api.op.Slice;
import dev.adjoint.api.op.StopGradient;
import dev.adjoint.api.op.Unary;
import dev.adjoint.api.op.Where;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Trades time for memory: what the backward pass uses of the forward pass, and is an elementwise function of other tensors
 * that stay in memory, it computes again, y' = f(x), instead of keeping y (Chen, Xu, Zhang and Guestrin 2016). The forward
 * pass is what the outputs are made of; the same ops of the same inputs give the same bits.
 *
 * <p>What is computed again reads what it is made of through a {@link StopGradient}, which has no other use where nothing is
 * differentiated any more: it keeps both computations apart.
 */
public final class Recomputation {
    /** A number of rows to compare sizes with. */
    private static final int SOME_ROWS = 64;

    private final Program program;
    private final Set<Tensor> forward;
    private final Set<Tensor> used = new LinkedHashSet<>();
    private final Map<Tensor, Set<Tensor>> sources = new HashMap<>();
    private final Map<Tensor, Tensor> again = new HashMap<>();

    private Recomputation(Program program) {
        this.program = program;
        this.forward = new HashSet<>(
                Graph.topological(program.outputs().stream().map(Output::value).toList()));
        for (Tensor tensor : program.tensors()) {
            if (!forward.contains(tensor)) {
                tensor.inputs().stream().filter(forward::contains).forEach(used::add);
            }
        }
    }

    /** The program with less to keep; the same one if there is nothing to gain. */
    public static Program of(Program program) {
        return new Recomputation(program).rewritten();
    }

    private Program rewritten() {
        Set<Tensor> kept = kept();
        Set<Tensor> chosen = new HashSet<>();
        for (Tensor tensor : used) {
            if (isComputed(tensor) && kept.containsAll(sources(tensor))) {
                chosen.add(tensor);
            }
        }
        if (chosen.isEmpty()) {
            return program;
        }
        Map<Tensor, Tensor> rebuilt = new HashMap<>();
        for (Tensor tensor : program.tensors()) {
            if (!forward.contains(tensor)) {
                List<Tensor> inputs = tensor.inputs().stream()
                        .map(input -> chosen.contains(input) ? anew(input) : rebuilt.getOrDefault(input, input))
                        .toList();
                rebuilt.put(tensor, inputs.equals(tensor.inputs()) ? tensor : Tensor.of(tensor.op(), inputs));
            }
        }
        List<Assignment> assignments = program.assignments().stream()
                .map(old -> new Assignment(old.variable(), rebuilt.getOrDefault(old.value(), old.value())))
                .toList();
        Map<Tensor, String> labels = new HashMap<>(program.labels());
        rebuilt.forEach((old, tensor) -> program.label(old).ifPresent(label -> labels.put(tensor, label)));
        again.forEach((old, tensor) -> program.label(old).ifPresent(label -> labels.put(tensor, label)));
        return new Program(
                program.name(), program.inputs(), program.variables(), program.outputs(), assignments, labels);
    }

    /** What stays in memory: what the backward pass uses as it is, and what it pays to keep in the place of others. */
    private Set<Tensor> kept() {
        Set<Tensor> kept = new HashSet<>();
        for (Tensor tensor : used) {
            if (!isComputed(tensor)) {
                kept.addAll(sources(tensor));
            }
        }
        List<Tensor> computed = used.stream().filter(Recomputation::isComputed).toList();
        for (Tensor tensor : computed) {
            Set<Tensor> missing = new LinkedHashSet<>(sources(tensor));
            missing.removeAll(kept);
            long cost = missing.stream().mapToLong(Recomputation::elements).sum();
            Set<Tensor> all = new HashSet<>(kept);
            all.addAll(missing);
            long saved = computed.stream()
                    .filter(other -> !kept.containsAll(sources(other)) && all.containsAll(sources(other)))
                    .mapToLong(Recomputation::elements)
                    .sum();
            if (saved > cost) {
                kept.addAll(missing);
            }
        }
        return kept;
    }

    /** The tensor computed again, from what stays in memory. */
    private Tensor anew(Tensor tensor) {
        Tensor known = again.get(tensor);
        if (known == null) {
            if (isGenerated(tensor.op()) && !(tensor.op() instanceof Random)) {
                known = tensor;
            } else if (isFollowed(tensor.op())) {
                known = Tensor.of(
                        tensor.op(), tensor.inputs().stream().map(this::anew).toList());
            } else {
                known = tensor.stopGradient();
            }
            again.put(tensor, known);
        }
        return known;
    }

    /** The tensors that an element is computed from and that no leaf gives. */
    private Set<Tensor> sources(Tensor tensor) {
        Set<Tensor> known = sources.get(tensor);
        if (known == null) {
            known = new LinkedHashSet<>();
            if (isFollowed(tensor.op())) {
                for (Tensor input : tensor.inputs()) {
                    known.addAll(sources(input));
                }
            } else if (!tensor.inputs().isEmpty()) {
                known.add(tensor);
            }
            sources.put(tensor, known);
        }
        return known;
    }

    /** Whether a tensor is an elementwise function, or a view of one. */
    private static boolean isComputed(Tensor tensor) {
        Tensor base = tensor;
        while (isView(base.op())) {
            base = base.input(0);
        }
        return isElementwise(base.op());
    }

    private static boolean isFollowed(Op op) {
        return isElementwise(op) || isView(op) || op instanceof Random;
    }

    static boolean isElementwise(Op op) {
        return op instanceof Unary || op instanceof Binary || op instanceof Comparison || op instanceof Where;
    }

    private static boolean isView(Op op) {
        return op instanceof Cast
                || op instanceof Expand
                || op instanceof Flip
                || op instanceof Permute
                || op instanceof Reshape
                || op instanceof Slice;
    }

    private static boolean isGenerated(Op op) {
        return op instanceof Random || op instanceof Iota || op instanceof Rows || op instanceof Constant;
    }

    private static long elements(Tensor tensor) {
        return tensor.shape().elements(SOME_ROWS);
    }
}
