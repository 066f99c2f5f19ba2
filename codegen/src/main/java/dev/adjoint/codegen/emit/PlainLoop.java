package dev.adjoint.codegen.emit;

import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Binary;
import dev.adjoint.api.op.Constant;
import dev.adjoint.api.op.Op;
import dev.adjoint.api.op.Unary;
import dev.adjoint.codegen.cost.KernelWork;
import dev.adjoint.codegen.index.Affine;
import dev.adjoint.codegen.index.Atom;
import dev.adjoint.codegen.index.Size;
import dev.adjoint.codegen.index.Views;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The innermost loop of an elementwise kernel without vectors. C2 makes vectors of it where it touches all arrays at the same
 * place, since it does not know which of them are the same, and where it has no choices and no bits of numbers.
 */
final class PlainLoop {
    /** The numbers before and behind the vectors, until they begin at a multiple of their size, and where none is left. */
    private static final int ENDS = 20;

    private static final Set<Op> SIMPLE = Set.of(
            Unary.NEG, Unary.ABS, Unary.SQRT, Binary.ADD, Binary.SUB, Binary.MUL, Binary.DIV, Binary.MAX, Binary.MIN);

    private PlainLoop() {}

    /** The work of loops, of which the innermost may be one of vectors. */
    static KernelWork work(KernelContext kernel, Axes axes, KernelWork work) {
        KernelWork single = KernelWork.scalars(work.operations() + work.scalars());
        Optional<Atom.Counter> inner = axes.innermost();
        if (inner.isEmpty() || !hasVectors(kernel, axes, inner.get())) {
            return single;
        }
        double length = inner.get().extent().at(kernel.target().capacity());
        double ends = Math.min(1, ENDS / length);
        return KernelWork.operations(work.operations() * (1 - ends))
                .plus(KernelWork.scalars(work.operations() * ends + work.scalars()));
    }

    private static boolean hasVectors(KernelContext kernel, Axes axes, Atom.Counter inner) {
        List<Affine> stores = kernel.storeOffsets(axes.at());
        List<Affine> touched = kernel.offsets(axes.at()).stream()
                .filter(offset -> offset.leaves().contains(inner))
                .toList();
        return !stores.isEmpty()
                && stores.get(0).coefficient(inner).filter(Size::isOne).isPresent()
                && touched.stream().allMatch(stores.get(0)::equals)
                && isSimple(kernel);
    }

    private static boolean isSimple(KernelContext kernel) {
        Set<Tensor> seen = new HashSet<>();
        Deque<Tensor> open = new ArrayDeque<>();
        kernel.group().stores().forEach(store -> open.add(store.value()));
        while (!open.isEmpty()) {
            Tensor tensor = open.pop();
            if (!seen.add(tensor) || kernel.isLoaded(tensor) || tensor.shape().rank() == 0) {
                continue;
            }
            boolean same = Views.isView(tensor) || tensor.op() instanceof Constant;
            if (!same && !SIMPLE.contains(tensor.op())) {
                return false;
            }
            open.addAll(tensor.inputs());
        }
        return true;
    }
}
