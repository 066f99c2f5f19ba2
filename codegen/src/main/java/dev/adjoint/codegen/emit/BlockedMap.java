package dev.adjoint.codegen.emit;

import dev.adjoint.codegen.index.Affine;
import dev.adjoint.codegen.index.Atom;
import dev.adjoint.codegen.index.Size;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * An elementwise kernel that works on a small block of elements in each turn, such as the window that is pooled: what
 * the elements of a block have in common is computed once.
 *
 * <pre>
 * for (int i = 0; i &lt; 13; i++) {
 *   float half = y[i] / 2;
 *   x[i * 2] = half;
 *   x[i * 2 + 1] = half;
 * }
 * </pre>
 */
final class BlockedMap {
    private static final int LARGEST_BLOCK = 4;

    private BlockedMap() {}

    /** The kernel, if it divides positions along some axes by small numbers. */
    static Optional<Method> write(KernelContext kernel, String name, List<String> parameters) {
        List<Affine> counters = Room.ofMap(kernel);
        List<Atom.Counter> all = IntStream.range(0, counters.size())
                .mapToObj(axis -> new Atom.Counter(
                        "axis" + axis, Size.ofAxis(kernel.group().domain().size(axis))))
                .toList();
        List<Integer> sizes = sizes(kernel, counters, all);
        int block = product(sizes);
        if (block == 1 || block > LARGEST_BLOCK) {
            return Optional.empty();
        }
        List<Affine> outer = new ArrayList<>();
        List<Size> extents = new ArrayList<>();
        for (int axis = 0; axis < all.size(); axis++) {
            Atom.Counter counter = all.get(axis);
            int size = sizes.get(axis);
            Size extent = size == 1
                    ? extent(counters.get(axis), counter)
                    : new Size(counter.extent().factor() / size, 0);
            extents.add(extent);
            outer.add(Affine.of(new Atom.Counter(counter.name(), extent)));
        }
        List<Affine> touched = new ArrayList<>();
        positions(outer, sizes).forEach(at -> touched.addAll(kernel.offsets(at)));
        Axes axes = Axes.join(outer, extents, touched, "i");
        Scope inner = MapEmitter.open(kernel, axes);
        kernel.storeEach(inner, positions(axes.at(), sizes));
        kernel.close(inner, kernel.root());
        return Optional.of(kernel.method(name, parameters));
    }

    /** How many elements of a block there are along each axis; together too many where a block would be too large. */
    private static List<Integer> sizes(KernelContext kernel, List<Affine> counters, List<Atom.Counter> all) {
        List<Affine> offsets = kernel.offsets(counters);
        List<Integer> sizes = new ArrayList<>();
        for (Atom.Counter counter : all) {
            boolean isLast = sizes.size() == all.size() - 1;
            sizes.add(isLast ? apart(kernel, counters, counter) : blockSize(offsets, counter));
        }
        for (int axis = all.size() - 2; axis >= 0; axis--) {
            int whole = sizes.get(axis) == 1 ? mirroredLength(offsets, all.get(axis)) : 1;
            if (product(sizes) * whole <= LARGEST_BLOCK) {
                sizes.set(axis, whole * sizes.get(axis));
            }
        }
        return sizes;
    }

    private static int product(List<Integer> sizes) {
        return sizes.stream().reduce(1, (a, b) -> a * b);
    }

    /** The elements along the last axis, if they are few and those along another axis are the ones that stand side by side. */
    private static int apart(KernelContext kernel, List<Affine> counters, Atom.Counter last) {
        boolean inColumns = counters.size() == 2
                && last.extent().isFixed()
                && last.extent().factor() <= LARGEST_BLOCK
                && kernel.storeOffsets(counters).stream()
                        .allMatch(offset -> isOne(offset, counters.get(0)) && !isOne(offset, counters.get(1)));
        return inColumns ? (int) last.extent().factor() : 1;
    }

    private static boolean isOne(Affine offset, Affine position) {
        return position.leaves().stream()
                .allMatch(leaf -> offset.coefficient((Atom.Counter) leaf)
                        .filter(Size::isOne)
                        .isPresent());
    }

    private static Size extent(Affine position, Atom.Counter counter) {
        return position.leaves().stream()
                .map(leaf -> ((Atom.Counter) leaf).extent())
                .findFirst()
                .orElse(counter.extent());
    }

    private static int blockSize(List<Affine> offsets, Atom.Counter counter) {
        Set<Size> divisors = new HashSet<>();
        offsets.forEach(offset -> divisors.addAll(offset.divisors(counter)));
        boolean one = divisors.size() == 1 && counter.extent().isFixed();
        return divisors.stream()
                .filter(size -> one && counter.extent().isMultipleOf(size) && size.factor() <= LARGEST_BLOCK)
                .map(size -> (int) size.factor())
                .findFirst()
                .orElse(1);
    }

    /** The length of a short axis that is also read from its end, so that its elements share all that they read, or 1. */
    private static int mirroredLength(List<Affine> offsets, Atom.Counter counter) {
        Size extent = counter.extent();
        boolean isShort = extent.isFixed() && extent.factor() <= LARGEST_BLOCK;
        boolean isMirrored = offsets.stream()
                .flatMap(offset -> offset.coefficient(counter).stream())
                .anyMatch(stride -> stride.factor() < 0);
        return isShort && isMirrored ? (int) extent.factor() : 1;
    }

    /** The positions of the elements of a block, where the outer counters count blocks. */
    private static List<List<Affine>> positions(List<Affine> outer, List<Integer> sizes) {
        List<List<Affine>> positions = List.of(List.of());
        for (int axis = 0; axis < outer.size(); axis++) {
            List<List<Affine>> longer = new ArrayList<>();
            for (List<Affine> begun : positions) {
                for (int element = 0; element < sizes.get(axis); element++) {
                    List<Affine> at = new ArrayList<>(begun);
                    at.add(outer.get(axis).times(sizes.get(axis)).plus(element));
                    longer.add(at);
                }
            }
            positions = longer;
        }
        return positions;
    }
}
