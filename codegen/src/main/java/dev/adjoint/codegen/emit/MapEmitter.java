package dev.adjoint.codegen.emit;

import dev.adjoint.codegen.index.Atom;
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
    @Override
    public List<Method> emit(Schedule schedule, Group group, Target target, String name, List<String> counters) {
        Optional<Method> blocks = target.hasVectors()
                ? BlockedMap.write(new KernelContext(schedule, group, target), name, counters)
                : Optional.empty();
        if (blocks.isPresent() && !blocks.get().isTooLargeForVectors()) {
            return List.of(blocks.get());
        }
        KernelContext kernel = new KernelContext(schedule, group, target);
        Axes all = kernel.domain(Room.ofMap(kernel), List.of());
        Axes axes = target.hasVectors() ? all.alongNeighbours(kernel.storeOffsets(all.at())) : all;
        Scope inner = open(kernel, axes);
        kernel.storeAll(inner, axes.at());
        kernel.close(inner, kernel.root());
        return List.of(kernel.method(name, counters));
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
