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
import java.util.Set;
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
        int lanes = kernel.target().lanes();
        boolean sideBySide = Stream.concat(kernel.offsets(roomy).stream(), loads)
                .allMatch(offset -> !offset.leaves().contains(across) || isSideBySide(offset, across, lanes));
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

    /**
     * Whether a column stands beside the one before it, if only within panels of whole vectors: the vector with the last
     * column then ends in its panel. The columns of heads that are put side by side do not, and behind the last head of the
     * last row nothing stands where one more head would.
     */
    static boolean isSideBySide(Affine offset, Atom.Counter column, int lanes) {
        Set<Size> widths = offset.divisors(column);
        if (widths.isEmpty()) {
            return offset.coefficient(column).filter(Size::isOne).isPresent();
        }
        Size width = widths.iterator().next();
        if (widths.size() > 1 || !width.isFixed() || width.factor() % lanes != 0) {
            return false;
        }
        long panels = (column.extent().factor() + width.factor() - 1) / width.factor();
        Affine panel = Affine.of(new Atom.Counter("panel", new Size(panels, 0)));
        Atom.Counter within = new Atom.Counter("within", width);
        Affine inPanels = offset.substitute(column, panel.times(width).plus(Affine.of(within)));
        return inPanels.coefficient(within).filter(Size::isOne).isPresent();
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
