package dev.adjoint.codegen.emit;

import dev.adjoint.api.graph.Shape;
import dev.adjoint.codegen.index.Affine;
import dev.adjoint.codegen.index.Atom;
import dev.adjoint.codegen.index.Size;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A run of axes as few loops as possible: neighbouring axes become one loop where every array is contiguous across
 * them.
 *
 * @param counters the loops, outermost first; none has a single turn
 * @param at the position along each axis
 */
record Axes(List<Atom.Counter> counters, List<Affine> at) {
    /** An axis as two: blocks, perhaps around all other axes, and what is within one. */
    private record Blocked(Affine block, Size count, Affine within, Size width, boolean around) {}

    /**
     * Joins axes. An axis that some array holds in blocks becomes two loops, over blocks and in a block. Those over blocks go
     * around all other loops where all arrays hold it so: then each is touched from one end to the other.
     *
     * @param axes one counter for each axis
     * @param offsets where the arrays are touched, as formulas of these counters
     * @param prefix the loops are named after it
     */
    static Axes join(List<Affine> axes, List<Size> extents, List<Affine> offsets, String prefix) {
        return join(axes, extents, offsets, prefix, false);
    }

    /** Which turn it is of all that loops inside each other make, inside of an outer one. */
    static Affine turn(Affine outer, List<Atom.Counter> counters) {
        Affine turn = outer;
        for (Atom.Counter counter : counters) {
            turn = turn.times(counter.extent()).plus(Affine.of(counter));
        }
        return turn;
    }

    /** Joins axes along which something is added: elements follow each other as they do without blocks. */
    static Axes joinInOrder(List<Affine> axes, List<Size> extents, List<Affine> offsets, String prefix) {
        return join(axes, extents, offsets, prefix, true);
    }

    private static Axes join(
            List<Affine> axes, List<Size> extents, List<Affine> offsets, String prefix, boolean inOrder) {
        List<Affine> touched = new ArrayList<>(offsets);
        Map<Integer, Blocked> blocked = new TreeMap<>();
        for (int axis = 0; axis < axes.size(); axis++) {
            Atom.Counter counter = counter(axes.get(axis)).orElse(null);
            Optional<Size> width = counter == null ? Optional.empty() : blocks(counter, extents.get(axis), offsets);
            if (counter != null && width.isPresent()) {
                Size count = extents.get(axis).dividedBy(width.get());
                Affine block = Affine.of(new Atom.Counter(counter.name() + "block", count));
                Affine within = Affine.of(new Atom.Counter(counter.name() + "within", width.get()));
                Affine both = block.times(width.get()).plus(within);
                touched.replaceAll(offset -> offset.substitute(counter, both));
                boolean around = !inOrder && areInBlocks(counter, offsets);
                blocked.put(axis, new Blocked(block, count, within, width.get(), around));
            }
        }
        List<Affine> all = new ArrayList<>();
        List<Size> allExtents = new ArrayList<>();
        int[] blockPlaces = new int[axes.size()];
        int[] places = new int[axes.size()];
        blocked.forEach((axis, parts) -> {
            if (parts.around()) {
                blockPlaces[axis] = add(parts.block(), parts.count(), all, allExtents);
            }
        });
        for (int axis = 0; axis < axes.size(); axis++) {
            Blocked parts = blocked.get(axis);
            if (parts == null) {
                places[axis] = add(axes.get(axis), extents.get(axis), all, allExtents);
            } else {
                if (!parts.around()) {
                    blockPlaces[axis] = add(parts.block(), parts.count(), all, allExtents);
                }
                places[axis] = add(parts.within(), parts.width(), all, allExtents);
            }
        }
        Axes joined = joinNeighbours(all, allExtents, touched, prefix);
        List<Affine> at = new ArrayList<>();
        for (int axis = 0; axis < axes.size(); axis++) {
            Affine position = joined.at().get(places[axis]);
            Blocked parts = blocked.get(axis);
            at.add(
                    parts == null
                            ? position
                            : joined.at()
                                    .get(blockPlaces[axis])
                                    .times(parts.width())
                                    .plus(position));
        }
        return new Axes(joined.counters(), at);
    }

    /** Whether all arrays along an axis hold it in blocks. */
    private static boolean areInBlocks(Atom.Counter counter, List<Affine> offsets) {
        return offsets.stream()
                .filter(offset -> offset.leaves().contains(counter))
                .noneMatch(offset -> offset.divisors(counter).isEmpty());
    }

    private static int add(Affine axis, Size extent, List<Affine> all, List<Size> extents) {
        all.add(axis);
        extents.add(extent);
        return all.size() - 1;
    }

    /** The width of the blocks that an axis falls into, if it falls into several whole ones. */
    private static Optional<Size> blocks(Atom.Counter counter, Size extent, List<Affine> offsets) {
        return offsets.stream()
                .flatMap(offset -> offset.divisors(counter).stream())
                .filter(width -> width.isFixed() && extent.isMultipleOf(width) && !extent.equals(width))
                .min(Comparator.comparingLong(Size::factor));
    }

    private static Axes joinNeighbours(List<Affine> axes, List<Size> extents, List<Affine> offsets, String prefix) {
        List<Atom.Counter> counters = new ArrayList<>();
        List<Affine> at = new ArrayList<>();
        int first = 0;
        while (first < axes.size()) {
            int end = first + 1;
            int outer = first;
            while (end < axes.size() && contiguous(axes, extents, outer, end, offsets)) {
                // An axis of one element says nothing about those around it.
                outer = counter(axes.get(end)).isPresent() ? end : outer;
                end++;
            }
            Size extent = Size.ONE;
            for (int axis = first; axis < end; axis++) {
                extent = extent.times(extents.get(axis));
            }
            Atom.Counter counter = new Atom.Counter(prefix + (counters.isEmpty() ? "" : counters.size()), extent);
            if (!extent.isOne()) {
                counters.add(counter);
            }
            Affine rest = Affine.of(counter);
            List<Affine> positions = new ArrayList<>();
            for (int axis = end - 1; axis > first; axis--) {
                positions.add(0, rest.remainder(extents.get(axis)));
                rest = rest.quotient(extents.get(axis));
            }
            positions.add(0, rest);
            at.addAll(positions);
            first = end;
        }
        return new Axes(counters, at);
    }

    /** The turns of all loops together. */
    Size extent() {
        return counters.stream().map(Atom.Counter::extent).reduce(Size.ONE, Size::times);
    }

    /** The innermost of the loops. */
    Optional<Atom.Counter> innermost() {
        return counters.isEmpty() ? Optional.empty() : Optional.of(counters.get(counters.size() - 1));
    }

    /** The same axes with as many of the inner loops in one as together have no more turns than that. */
    Axes gathered(long most) {
        if (counters.size() < 2) {
            return this;
        }
        Atom.Counter outer = counters.get(counters.size() - 2);
        Atom.Counter inner = counters.get(counters.size() - 1);
        Size extent = outer.extent().times(inner.extent());
        if (!extent.isFixed() || extent.factor() > most) {
            return this;
        }
        Atom.Counter both = new Atom.Counter(outer.name(), extent);
        List<Atom.Counter> fewer = new ArrayList<>(counters.subList(0, counters.size() - 2));
        fewer.add(both);
        List<Affine> positions = at.stream()
                .map(position -> position.substitute(outer, Affine.of(both).quotient(inner.extent()))
                        .substitute(inner, Affine.of(both).remainder(inner.extent())))
                .toList();
        return new Axes(fewer, positions).gathered(most);
    }

    /** The same loops with the one innermost along which what is stored stands side by side, if that is another one. */
    Axes alongNeighbours(List<Affine> stored) {
        Optional<Atom.Counter> found = counters.stream()
                .filter(counter -> stored.stream()
                        .allMatch(offset ->
                                offset.coefficient(counter).filter(Size::isOne).isPresent()))
                .findFirst();
        if (stored.isEmpty() || found.isEmpty() || found.equals(innermost())) {
            return this;
        }
        List<Atom.Counter> order = new ArrayList<>(counters);
        order.remove(found.get());
        order.add(found.get());
        return new Axes(order, at);
    }

    /** One loop for each axis. */
    static Axes separate(Shape shape, String prefix) {
        List<Atom.Counter> counters = new ArrayList<>();
        List<Affine> at = new ArrayList<>();
        for (int axis = 0; axis < shape.rank(); axis++) {
            Atom.Counter counter = new Atom.Counter(prefix + axis, Size.ofAxis(shape.size(axis)));
            at.add(Affine.of(counter));
            if (!counter.extent().isOne()) {
                counters.add(counter);
            }
        }
        return new Axes(counters, at);
    }

    private static boolean contiguous(
            List<Affine> axes, List<Size> extents, int outer, int inner, List<Affine> offsets) {
        Optional<Atom.Counter> outerCounter = counter(axes.get(outer));
        Optional<Atom.Counter> innerCounter = counter(axes.get(inner));
        if (outerCounter.isEmpty() || innerCounter.isEmpty()) {
            return true;
        }
        Size extent = extents.get(inner);
        for (Affine offset : offsets) {
            Optional<Size> outerStride = offset.coefficient(outerCounter.get());
            Optional<Size> innerStride = offset.coefficient(innerCounter.get());
            if (outerStride.isEmpty()
                    || innerStride.isEmpty()
                    || !outerStride.get().equals(normal(innerStride.get().times(extent)))) {
                return false;
            }
        }
        return true;
    }

    private static Size normal(Size size) {
        return size.factor() == 0 ? new Size(0, 0) : size;
    }

    private static Optional<Atom.Counter> counter(Affine axis) {
        return axis.leaves().stream()
                .filter(Atom.Counter.class::isInstance)
                .map(Atom.Counter.class::cast)
                .findFirst();
    }
}
