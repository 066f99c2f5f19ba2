package dev.adjoint.codegen.emit;

import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.math.Lanes;
import dev.adjoint.api.op.Fold;
import dev.adjoint.codegen.emit.Code.Type;
import dev.adjoint.codegen.index.Affine;
import dev.adjoint.codegen.index.Atom;
import dev.adjoint.codegen.index.Size;
import dev.adjoint.codegen.schedule.Group;
import dev.adjoint.codegen.schedule.Place;
import dev.adjoint.codegen.schedule.Reads;
import dev.adjoint.codegen.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Windows added back: for each element, the windows that it lies in, in the order of its place in them. Where windows move by
 * one, the elements that lie in as many windows as there can be share a loop, and the few at both ends are written out.
 *
 * <pre>
 * y[0] = 0 + x[0][0];
 * for (int f = 0; f &lt; 10; f++) {
 *   y[f + 1] = 0 + x[f + 1][0] + x[f][1];
 * }
 * y[11] = 0 + x[10][1];
 * </pre>
 */
final class FoldEmitter implements KernelEmitter {
    /** The most numbers to be added in a kernel whose sums are written out. */
    private static final int MOST_TERMS = 64;

    @Override
    public List<Method> emit(Schedule schedule, Group group, Target target, String name, List<String> counters) {
        KernelContext kernel = new KernelContext(schedule, group, target);
        Tensor result = Objects.requireNonNull(group.anchor());
        Fold fold = (Fold) result.op();
        List<Integer> within =
                result.shape().sizes().subList(fold.axis() + 1, result.shape().rank());
        if (target.hasVectors() && within.stream().allMatch(size -> size == 1)) {
            throw new NotVectorizable("the folded axis is the innermost one");
        }
        Windows windows = new Windows(kernel, result, fold);
        if (windows.areFew()) {
            windows.writeOut();
        } else {
            windows.search();
        }
        return List.of(kernel.method(name, counters));
    }

    /** For how many elements of the folded axis the sum is written out, one loop counting as one; 0 if windows are searched. */
    static long writtenOut(KernelContext kernel, Tensor result) {
        Windows windows = new Windows(kernel, result, (Fold) result.op());
        return windows.areFew() ? windows.sums() : 0;
    }

    /** The windows along the folded axis. */
    private record Windows(KernelContext kernel, Tensor result, Fold fold) {
        private int positions() {
            return result.input(0).shape().size(fold.axis());
        }

        private int size() {
            return result.input(0).shape().size(fold.axis() + 1);
        }

        private Place place() {
            return Objects.requireNonNull(kernel.schedule().layout().place(result));
        }

        /** The first element that lies in a window at each place. */
        private int firstInside() {
            return (int) Math.min((size() - 1L) * fold.dilation(), fold.length());
        }

        /** The first element behind those that lie in a window at each place. */
        private int endInside() {
            return Math.max(positions(), firstInside());
        }

        /** The elements at both ends, and the loop over all between them. */
        long sums() {
            return firstInside() + ((long) fold.length() - endInside()) + 1;
        }

        boolean areFew() {
            return fold.stride() == 1 && sums() * size() <= MOST_TERMS;
        }

        /** The position of an element in the windows, at a place. */
        private List<Affine> at(List<Affine> element, Affine position, Affine place) {
            List<Affine> at = new ArrayList<>(element);
            at.set(fold.axis(), position);
            at.add(fold.axis() + 1, place);
            return at;
        }

        void writeOut() {
            List<Affine> at = Reads.counters(result.shape(), "i");
            int inner = fold.axis() + 1;
            Atom.Counter place = new Atom.Counter("k", new Size(size(), 0));
            List<Affine> touched = new ArrayList<>(List.of(place().offset(at)));
            touched.addAll(kernel.offsets(result.input(0), at(at, at.get(fold.axis()), Affine.of(place))));
            List<Size> extents =
                    result.shape().sizes().stream().map(Size::ofAxis).toList();
            Axes within = Axes.join(at.subList(inner, at.size()), extents.subList(inner, at.size()), touched, "j");
            Axes around = Axes.join(at.subList(0, fold.axis()), extents.subList(0, fold.axis()), touched, "i");
            Size inside = new Size(endInside() - firstInside(), 0);
            Atom.Counter folded = new Atom.Counter("f", inside);

            List<Affine> element = new ArrayList<>(around.at());
            element.add(Affine.of(folded));
            element.addAll(within.at());
            kernel.divide(element, shares(around, within));
            Scope scope = kernel.loops(kernel.root(), around.counters());
            for (int i = 0; i < firstInside(); i++) {
                sum(scope, element, Affine.of(i), i, within);
            }
            if (inside.isOne()) {
                sum(scope, element, Affine.of(firstInside()), firstInside(), within);
            } else if (inside.factor() > 1) {
                Scope loop = kernel.loops(scope, List.of(folded));
                sum(loop, element, Affine.of(folded).plus(firstInside()), endInside() - 1, within);
                kernel.close(loop, scope);
            }
            for (int i = endInside(); i < fold.length(); i++) {
                sum(scope, element, Affine.of(i), i, within);
            }
            kernel.close(scope, kernel.root());
        }

        private List<Share> shares(Axes around, Axes within) {
            List<Share> shares = new ArrayList<>();
            around.counters().forEach(counter -> shares.add(new Share(counter, 1)));
            for (Atom.Counter counter : within.counters()) {
                boolean last = within.innermost().filter(counter::equals).isPresent();
                shares.add(new Share(counter, last ? Math.max(1, kernel.target().lanes()) : 1));
            }
            return shares;
        }

        /**
         * The sums at a position of the folded axis: all that lies further inside.
         *
         * @param last the last position for which the code runs
         */
        private void sum(Scope scope, List<Affine> element, Affine folded, int last, Axes within) {
            List<Affine> at = new ArrayList<>(element);
            at.set(fold.axis(), folded);
            Scope inner = MapEmitter.open(kernel, scope, within.counters());
            Lanes<Code, Code, Code> lanes = kernel.isPlain()
                    ? kernel.expressions().plain()
                    : kernel.expressions().vector();
            Code total = lanes.constant(0);
            for (int k = 0; k < size(); k++) {
                Affine position = folded.plus((long) -k * fold.dilation());
                long number = position.leaves().isEmpty() ? folded.largest(1) - (long) k * fold.dilation() : 0;
                if (number >= 0 && number < positions()) {
                    total = lanes.add(
                            total, kernel.expressions().number(result.input(0), at(at, position, Affine.of(k))));
                }
            }
            if (!kernel.isPlain() && isStoredOver(last, within)) {
                kernel.storeWhole(inner, place(), at, total);
            } else {
                kernel.store(inner, place(), at, total);
            }
            kernel.close(inner, scope);
            kernel.leaveVector();
            kernel.expressions().forget();
        }

        /**
         * Whether the vector at the end of a position may be stored as a whole: what it touches behind the position belongs to
         * later ones of the same line, which are stored after it.
         */
        private boolean isStoredOver(int position, Axes within) {
            int lanes = kernel.target().lanes();
            Size row = within.extent();
            boolean isOneLoop = within.counters().size() == 1
                    && row.isFixed()
                    && !kernel.isDivided(within.counters().get(0));
            long left = (fold.length() - 1L - position) * row.factor();
            return isOneLoop && place().isRowMajor(result.shape()) && left >= lanes - row.factor() % lanes;
        }

        /** Finds out for each element and each place whether there is a window. */
        void search() {
            Tensor input = result.input(0);
            Axes axes = Axes.separate(result.shape(), "i");
            Scope scope = MapEmitter.open(kernel, axes);
            boolean vectors = !kernel.isPlain();
            Code total = vectors
                    ? kernel.variable(scope, Type.FLOATS, "total", "FloatVector.zero(FLOATS)")
                    : kernel.variable(scope, Type.FLOAT, "total", "0f");
            Atom.Counter place = new Atom.Counter("k", Size.ofAxis(size()));
            Scope loop = kernel.loops(scope, List.of(place));
            Affine start = axes.at().get(fold.axis()).minus(Affine.of(place).times(fold.dilation()));
            loop.line("int start = " + start + ";");
            loop.line("int position = start / " + fold.stride() + ";");
            loop.line("boolean meets = start >= 0 && position * " + fold.stride() + " == start && position < "
                    + positions() + ";");
            Atom position = new Atom.Computed("position", Size.ofAxis(positions()));
            List<Affine> at = at(axes.at(), Affine.of(position), Affine.of(place));
            if (vectors) {
                // Adds +0, which changes no sum that began at +0, where there is nothing to add: C2 of JDK 17 makes an
                // object of each partial sum that a branch may leave as it was.
                loop.line("position = meets ? position : 0;");
                kernel.expressions().enter(position, loop);
                Code value = kernel.expressions()
                        .vector()
                        .broadcast(kernel.expressions().number(input, at));
                loop.line(
                        total.text() + " = " + total.text()
                                + ".add(FloatVector.zero(FLOATS).blend({0}, FLOATS.maskAll(meets)));",
                        value);
            } else {
                Scope inside = loop.open("if (meets)");
                kernel.expressions().enter(position, inside);
                inside.line(
                        total.text() + " = " + total.text() + " + {0};",
                        kernel.expressions().number(input, at));
                kernel.close(inside, loop);
            }
            kernel.close(loop, scope);
            kernel.store(scope, place(), axes.at(), total);
            kernel.close(scope, kernel.root());
        }
    }
}
