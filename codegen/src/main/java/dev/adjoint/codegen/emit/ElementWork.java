package dev.adjoint.codegen.emit;

import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Binary;
import dev.adjoint.api.op.Constant;
import dev.adjoint.api.op.Expand;
import dev.adjoint.api.op.Op;
import dev.adjoint.api.op.Random;
import dev.adjoint.api.op.Where;
import dev.adjoint.codegen.cost.KernelWork;
import dev.adjoint.codegen.index.Size;
import dev.adjoint.codegen.index.Views;
import dev.adjoint.codegen.schedule.Group;
import dev.adjoint.codegen.schedule.Schedule;
import dev.adjoint.codegen.schedule.Storage;
import java.util.HashSet;
import java.util.Set;

/**
 * The operations that a kernel makes element by element: those of each op as {@link Storage#weightOf} counts them, and a
 * load or a store for what is in memory. What is the same along the innermost axis is computed on numbers, once for each
 * turn of the loop around it.
 */
final class ElementWork {
    /** The larger of two numbers as Java defines it, with NaN and the sign of zero. */
    static final int LARGER = 5;
    /** The same where one of them is known. */
    private static final int LARGER_THAN_CONSTANT = 2;
    /** From this weight on, an op is a formula: a chain of multiply-adds, which take longer than other operations. */
    private static final int FORMULA = 12;

    private static final double FORMULA_TIMES = 1.6;
    /** A choice between two numbers by masks that are made of a comparison. */
    private static final int CHOICE_OF_NUMBERS = 7;

    private final Schedule schedule;
    private final Group group;
    private final int capacity;
    private final double vectors;
    private final double elements;
    private final Set<Tensor> seen = new HashSet<>();
    private boolean ofNumbers;
    private KernelWork work = KernelWork.NONE;

    /**
     * Counts operations.
     *
     * @param vectors how many vectors, or numbers where there are no vectors, the elements fill
     * @param elements how many elements there are
     */
    ElementWork(Schedule schedule, Group group, int capacity, double vectors, double elements) {
        this.schedule = schedule;
        this.group = group;
        this.capacity = capacity;
        this.vectors = vectors;
        this.elements = elements;
    }

    /** Counts what single numbers take instead of vectors. */
    ElementWork ofNumbers() {
        ofNumbers = true;
        return this;
    }

    /** Adds the stores of the group, and what they are computed from; the anchor is there. */
    ElementWork stores() {
        if (group.anchor() != null) {
            seen.add(group.anchor());
        }
        for (Group.Store store : group.stores()) {
            value(store.value());
            work = work.plus(KernelWork.operations(vectors));
        }
        return this;
    }

    /** Adds what an element of a tensor is computed from. */
    ElementWork value(Tensor tensor) {
        visit(tensor, elements);
        return this;
    }

    KernelWork work() {
        return work;
    }

    private void visit(Tensor tensor, double turns) {
        if (!seen.add(tensor)) {
            return;
        }
        boolean loaded = schedule.ownership().inMemory(group, tensor)
                || tensor.inputs().isEmpty() && !Storage.isGenerated(tensor.op());
        if (loaded) {
            add(1, turns);
        } else if (Views.isView(tensor)) {
            visit(tensor.input(0), repeatsInnermost(tensor) ? number(tensor.input(0), turns) : turns);
        } else {
            add(weight(tensor), turns);
            tensor.inputs().forEach(input -> visit(input, input.shape().rank() == 0 ? 1 : turns));
        }
    }

    private double weight(Tensor tensor) {
        Op op = tensor.op();
        if (tensor.inputs().isEmpty() && !(op instanceof Random)) {
            return 0;
        }
        if (op == Binary.MAX || op == Binary.MIN) {
            return tensor.inputs().stream().anyMatch(ElementWork::isConstant) ? LARGER_THAN_CONSTANT : LARGER;
        }
        if (ofNumbers && op instanceof Where) {
            return CHOICE_OF_NUMBERS;
        }
        int weight = Storage.weightOf(op);
        return weight >= FORMULA ? weight * FORMULA_TIMES : weight;
    }

    private static boolean isConstant(Tensor tensor) {
        Tensor base = Views.base(tensor);
        return base.op() instanceof Constant;
    }

    private static boolean repeatsInnermost(Tensor tensor) {
        return tensor.op() instanceof Expand expand
                && (expand.axis() == tensor.shape().rank() - 1
                        || tensor.input(0).shape().rank() == 0);
    }

    /** How often something is computed that stands in front of the innermost loop. */
    private double number(Tensor tensor, double turns) {
        return Math.min(turns, Size.elements(tensor.shape()).at(capacity));
    }

    private void add(double weight, double turns) {
        work = work.plus(
                turns < elements ? KernelWork.scalars(weight * turns) : KernelWork.operations(weight * vectors));
    }
}
