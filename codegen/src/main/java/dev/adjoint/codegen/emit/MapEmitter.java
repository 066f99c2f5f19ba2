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
    /** Rows of up to so many vectors are written out. */
    private static final int MOST_VECTORS = 4;

    @Override
    public List<Method> emit(Schedule schedule, Group group, Target target, String name, List<String> counters) {
        Optional<Method> blocks = target.hasVectors()
                ? BlockedMap.write(new KernelContext(schedule, group, target), name, counters)
                : Optional.empty();
        if (blocks.isPresent() && !blocks.get().isTooLargeForVectors()) {
            return List.of(blocks.get());
        }
        KernelContext ofRows = new KernelContext(schedule, group, target);
        Axes axes = axes(ofRows);
        Optional<Method> repeated = RepeatedRows.of(ofRows, axes).flatMap(rows -> rows.write(name, counters));
        if (repeated.isPresent() && !repeated.get().isTooLargeForVectors()) {
            return List.of(repeated.get());
        }
        Optional<Method> rows = target.hasVectors()
                ? shortRows(new KernelContext(schedule, group, target), axes, name, counters)
                : Optional.empty();
        if (rows.isPresent() && SideBySide.isShort(rows.get())) {
            return List.of(rows.get());
        }
        KernelContext kernel = new KernelContext(schedule, group, target);
        Scope inner = open(kernel, axes);
        kernel.storeAll(inner, axes.at());
        kernel.close(inner, kernel.root());
        return List.of(kernel.method(name, counters));
    }

    static Axes axes(KernelContext kernel) {
        Axes all = kernel.domain(Room.ofMap(kernel), List.of());
        return kernel.target().hasVectors() ? all.alongNeighbours(kernel.storeOffsets(all.at())) : all;
    }

    /** The kernel with all vectors of a row one after the other, if these are few: the loop would cost as much as they do. */
    private static Optional<Method> shortRows(KernelContext kernel, Axes axes, String name, List<String> counters) {
        Size row = axes.innermost().map(Atom.Counter::extent).orElse(Size.NONE);
        long vectors = row.factor() / kernel.target().lanes();
        if (axes.counters().size() == 1 || vectors < 2 || vectors > MOST_VECTORS) {
            return Optional.empty();
        }
        return SideBySide.open(kernel, axes, (int) vectors).map(body -> {
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
