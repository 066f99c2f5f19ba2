package dev.adjoint.codegen.emit;

import dev.adjoint.codegen.index.Affine;
import dev.adjoint.codegen.index.Atom;
import dev.adjoint.codegen.index.Size;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
        List<Affine> offsets = kernel.offsets(counters);
        List<Affine> outer = new ArrayList<>();
        List<Size> extents = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        int block = 1;
        for (int axis = 0; axis < counters.size(); axis++) {
            Atom.Counter counter = new Atom.Counter(
                    "axis" + axis, Size.ofAxis(kernel.group().domain().size(axis)));
            int size = axis == counters.size() - 1 ? apart(kernel, counters, counter) : blockSize(offsets, counter);
            block *= size;
            sizes.add(size);
            Size extent = size == 1
                    ? extent(counters.get(axis), counter)
                    : new Size(counter.extent().factor() / size, 0);
            extents.add(extent);
            outer.add(Affine.of(new Atom.Counter(counter.name(), extent)));
        }
        if (block == 1 || block > LARGEST_BLOCK) {
            return Optional.empty();
        }
        List<Affine> touched = new ArrayList<>();
        positions(outer, sizes).forEach(at -> touched.addAll(kernel.offsets(at)));
        Axes axes = Axes.join(outer, extents, touched, "i");
        Scope inner = MapEmitter.open(kernel, axes);
        kernel.storeEach(inner, positions(axes.at(), sizes));
        kernel.close(inner, kernel.root());
        return Optional.of(kernel.method(name, parameters));
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
