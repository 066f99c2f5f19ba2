package dev.adjoint.codegen.emit;

import dev.adjoint.api.graph.Tensor;
import dev.adjoint.codegen.index.Affine;
import dev.adjoint.codegen.index.Atom;
import dev.adjoint.codegen.index.Size;
import dev.adjoint.codegen.schedule.Element;
import dev.adjoint.codegen.schedule.Group;
import dev.adjoint.codegen.schedule.Reads;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/** The room behind each row of what a kernel stores, into which it may write, so that a row is whole vectors. */
final class Room {
    private Room() {}

    /** One counter for each axis of an elementwise kernel's domain, into the room where that is possible. */
    static List<Affine> ofMap(KernelContext kernel) {
        return counters(kernel, counters -> List.of());
    }

    /** The same for a reduction along another axis than the last one. */
    static List<Affine> ofReduction(KernelContext kernel, Atom.Counter along) {
        Tensor result = Objects.requireNonNull(kernel.group().anchor());
        int axis = ReductionEmitter.axis(result.op());
        return counters(
                kernel,
                at -> List.of(new Element(result.input(0), ReductionEmitter.insert(at, axis, Affine.of(along)))));
    }

    /** The last counter runs to the end of the room if all that is loaded can be loaded that far, side by side. */
    private static List<Affine> counters(KernelContext kernel, Function<List<Affine>, List<Element>> operands) {
        List<Affine> counters = Reads.counters(kernel.group().domain(), "axis");
        if (of(kernel) == 0) {
            return counters;
        }
        int last = counters.size() - 1;
        Atom.Counter exact =
                (Atom.Counter) counters.get(last).leaves().iterator().next();
        int room = of(kernel, counters, operands.apply(counters), exact);
        if (room == 0) {
            return counters;
        }
        Atom.Counter across = new Atom.Counter("axis" + last, new Size(room, 0));
        List<Affine> roomy = new ArrayList<>(counters);
        roomy.set(last, Affine.of(across));
        Stream<Affine> loads = operands.apply(roomy).stream()
                .flatMap(operand -> kernel.offsets(operand.tensor(), operand.at()).stream());
        boolean sideBySide = Stream.concat(kernel.offsets(roomy).stream(), loads)
                .map(offset -> offset.coefficient(across))
                .allMatch(step -> step.isPresent()
                        && (step.get().factor() == 0 || step.get().isOne()));
        return sideBySide ? roomy : counters;
    }

    /**
     * How many elements may be written along the last axis, and read for it, where that is more than it has; else 0. Behind
     * every array some vectors can be read, but not as many as panels of weights may have room for.
     *
     * @param at a position in the result, along whose last axis the counter runs
     * @param operands what else is read for it
     */
    static int of(KernelContext kernel, List<Affine> at, List<Element> operands, Atom.Counter counter) {
        int room = of(kernel);
        if (room == 0) {
            return 0;
        }
        int lanes = kernel.target().lanes();
        int size = kernel.group().domain().last();
        int vectors = (size + lanes - 1) / lanes * lanes;
        if (room > vectors && !kernel.readsHaveRoom(room, at, operands, counter)) {
            return vectors > size ? vectors : 0;
        }
        return room;
    }

    /** How many elements may be written along the last axis, where that is more than it has; else 0. */
    private static int of(KernelContext kernel) {
        Group group = kernel.group();
        int rank = group.domain().rank();
        int lanes = kernel.target().lanes();
        if (lanes == 0 || rank == 0 || group.stores().isEmpty()) {
            return 0;
        }
        int room = Integer.MAX_VALUE;
        for (Group.Store store : group.stores()) {
            room = Math.min(room, store.place().room());
        }
        return room > group.domain().last() && room % lanes == 0 ? room : 0;
    }
}
