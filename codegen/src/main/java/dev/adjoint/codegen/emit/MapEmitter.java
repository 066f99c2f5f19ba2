package dev.adjoint.codegen.emit;

import dev.adjoint.codegen.index.Atom;
import dev.adjoint.codegen.index.Size;
import dev.adjoint.codegen.schedule.Group;
import dev.adjoint.codegen.schedule.Schedule;
import java.util.List;
import java.util.Optional;

/**
 * An elementwise kernel.
 *
 * <pre>
 * for (int i = 0; i &lt; n; i += 16) {
 *   FloatVector xVector = FloatVector.fromArray(FLOATS, x, i);
 *   xVector.mul(xVector).intoArray(y, i);
 * }
 * </pre>
 */
final class MapEmitter implements KernelEmitter {
    /** Rows of so many vectors are written out. */
    private static final int[] SHORT_ROWS = {4, 3, 2};

    @Override
    public List<Method> emit(Schedule schedule, Group group, Target target, String name, List<String> counters) {
        Optional<Method> blocks = target.hasVectors()
                ? BlockedMap.write(new KernelContext(schedule, group, target), name, counters)
                : Optional.empty();
        if (blocks.isPresent() && !blocks.get().isTooLargeForVectors()) {
            return List.of(blocks.get());
        }
        for (int together : target.hasVectors() ? SHORT_ROWS : new int[0]) {
            Optional<Method> method = shortRows(new KernelContext(schedule, group, target), together, name, counters);
            if (method.isPresent() && SideBySide.isShort(method.get())) {
                return List.of(method.get());
            }
        }
        KernelContext kernel = new KernelContext(schedule, group, target);
        Axes axes = axes(kernel);
        Scope inner = open(kernel, axes);
        kernel.storeAll(inner, axes.at());
        kernel.close(inner, kernel.root());
        return List.of(kernel.method(name, counters));
    }

    private static Axes axes(KernelContext kernel) {
        Axes all = kernel.domain(Room.ofMap(kernel), List.of());
        return kernel.target().hasVectors() ? all.alongNeighbours(kernel.storeOffsets(all.at())) : all;
    }

    /** The kernel with all vectors of a row one after the other, if it has so many: the loop would cost as much as they do. */
    private static Optional<Method> shortRows(KernelContext kernel, int vectors, String name, List<String> counters) {
        Axes axes = axes(kernel);
        Size row = axes.innermost().map(Atom.Counter::extent).orElse(Size.NONE);
        if (axes.counters().size() == 1
                || !row.equals(new Size((long) vectors * kernel.target().lanes(), 0))) {
            return Optional.empty();
        }
        return SideBySide.open(kernel, axes, vectors).map(body -> {
            kernel.storeEach(body.scope(), body.positions());
            kernel.close(body.scope(), kernel.root());
            return kernel.method(name, counters);
        });
    }

    /** Opens the loops over a domain, the innermost over vectors where the machine has them. */
    static Scope open(KernelContext kernel, Axes axes) {
        kernel.divide(axes, true);
        return open(kernel, kernel.root(), axes.counters());
    }

    /** Opens loops inside of a block, the innermost over vectors where the machine has them. */
    static Scope open(KernelContext kernel, Scope parent, List<Atom.Counter> loops) {
        if (loops.isEmpty() || !kernel.target().hasVectors()) {
            return kernel.loops(parent, loops);
        }
        Scope outer = kernel.loops(parent, loops.subList(0, loops.size() - 1));
        return kernel.vectorLoop(outer, loops.get(loops.size() - 1));
    }
}
