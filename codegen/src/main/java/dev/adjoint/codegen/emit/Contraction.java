package dev.adjoint.codegen.emit;

import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Dot;
import dev.adjoint.codegen.index.Affine;
import dev.adjoint.codegen.index.Atom;
import dev.adjoint.codegen.index.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The axes of a contraction as loops. */
record Contraction(Tensor result, Axes batch, Axes rows, Axes cols, Axes contracting, int epilogueBytes) {
    private static final int SHORT = 4;
    private static final int MANY_ROWS = 64;

    static Contraction of(KernelContext kernel) {
        Tensor result = Objects.requireNonNull(kernel.group().anchor());
        Dot dot = (Dot) result.op();
        Shape left = result.input(0).shape();
        List<Size> batch = sizes(left, dot.leftBatch());
        List<Size> rows = sizes(left, dot.leftFree(left.rank()));
        List<Size> cols = sizes(
                result.input(1).shape(), dot.rightFree(result.input(1).shape().rank()));
        List<Size> sums = sizes(left, dot.leftContract());
        Contraction axes =
                new Contraction(result, axes(batch, "b"), axes(rows, "m"), axes(cols, "n"), axes(sums, "k"), 0);
        List<Affine> offsets = new ArrayList<>(kernel.offsets(axes.at()));
        offsets.addAll(kernel.offsets(result.input(0), axes.leftAt(axes.at())));
        offsets.addAll(kernel.offsets(result.input(1), axes.rightAt(axes.at())));
        int bytes = 22 * kernel.offsets(axes.at()).size() + 12 * kernel.epilogueOperations();
        return new Contraction(
                result,
                Axes.join(axes.batch.at(), batch, offsets, "b"),
                Axes.join(axes.rows.at(), rows, offsets, "m"),
                Axes.join(axes.cols.at(), cols, offsets, "n"),
                Axes.join(axes.contracting.at(), sums, offsets, "k"),
                bytes);
    }

    private static List<Size> sizes(Shape shape, List<Integer> axes) {
        return axes.stream().map(axis -> Size.ofAxis(shape.size(axis))).toList();
    }

    private static Axes axes(List<Size> sizes, String prefix) {
        List<Atom.Counter> counters = new ArrayList<>();
        for (Size size : sizes) {
            counters.add(new Atom.Counter(prefix + "axis" + counters.size(), size));
        }
        return new Axes(counters, counters.stream().map(Affine::of).toList());
    }

    Tensor left() {
        return result.input(0);
    }

    Tensor right() {
        return result.input(1);
    }

    /** The position in the result. */
    List<Affine> at() {
        List<Affine> at = new ArrayList<>(batch.at());
        at.addAll(rows.at());
        at.addAll(cols.at());
        return at;
    }

    List<Atom.Counter> outer() {
        List<Atom.Counter> counters = new ArrayList<>(batch.counters());
        counters.addAll(rows.counters());
        counters.addAll(cols.counters());
        return counters;
    }

    Optional<Atom.Counter> row() {
        return innermost(rows);
    }

    Optional<Atom.Counter> columns() {
        return innermost(cols);
    }

    private static Optional<Atom.Counter> innermost(Axes axes) {
        List<Atom.Counter> counters = axes.counters();
        return counters.isEmpty() ? Optional.empty() : Optional.of(counters.get(counters.size() - 1));
    }

    /** Whether rows are too few or too short for it to pay to rearrange the right operand. */
    boolean isShort() {
        return rows.counters().isEmpty() || columns().orElseThrow().extent().at(MANY_ROWS) < SHORT;
    }

    /** The position in the result some rows and columns further. */
    List<Affine> shifted(long rowOffset, long columnOffset) {
        List<Affine> at = new ArrayList<>(batch.at());
        at.addAll(shift(rows, rowOffset));
        at.addAll(shift(cols, columnOffset));
        return at;
    }

    private static List<Affine> shift(Axes axes, long offset) {
        Optional<Atom.Counter> counter = innermost(axes);
        if (offset == 0 || counter.isEmpty()) {
            return axes.at();
        }
        Affine further = Affine.of(counter.get()).plus(offset);
        return axes.at().stream()
                .map(position -> position.substitute(counter.get(), further))
                .toList();
    }

    List<Affine> leftAt(List<Affine> at) {
        Dot dot = (Dot) result.op();
        int rank = left().shape().rank();
        return operand(
                rank,
                dot.leftBatch(),
                dot.leftFree(rank),
                dot.leftContract(),
                at,
                batch.at().size());
    }

    List<Affine> rightAt(List<Affine> at) {
        Dot dot = (Dot) result.op();
        int rank = right().shape().rank();
        int start = batch.at().size() + rows.at().size();
        return operand(rank, dot.rightBatch(), dot.rightFree(rank), dot.rightContract(), at, start);
    }

    private List<Affine> operand(
            int rank,
            List<Integer> batchAxes,
            List<Integer> freeAxes,
            List<Integer> contractAxes,
            List<Affine> at,
            int freeStart) {
        Affine[] position = new Affine[rank];
        for (int i = 0; i < batchAxes.size(); i++) {
            position[batchAxes.get(i)] = at.get(i);
        }
        for (int i = 0; i < freeAxes.size(); i++) {
            position[freeAxes.get(i)] = at.get(freeStart + i);
        }
        for (int i = 0; i < contractAxes.size(); i++) {
            position[contractAxes.get(i)] = contracting.at().get(i);
        }
        return List.of(position);
    }
}
