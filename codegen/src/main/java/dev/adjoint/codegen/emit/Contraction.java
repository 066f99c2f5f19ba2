package dev.adjoint.codegen.emit;

import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Dot;
import dev.adjoint.codegen.index.Affine;
import dev.adjoint.codegen.index.Atom;
import dev.adjoint.codegen.index.Size;
import dev.adjoint.codegen.schedule.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The axes of a contraction as loops: c[batch, rows, cols] = sum of a[batch, rows, k] b[batch, k, cols] over k.
 *
 * @param partial the partial sums of an element, each of which has some turns of the outermost contracting loop
 */
record Contraction(Tensor result, Axes partial, Axes batch, Axes rows, Axes cols, Axes contracting) {
    /** Which partial sum it is. */
    static final String PARTIAL = "partial";

    private static final int SHORT = 4;
    private static final int MANY_ROWS = 64;

    /**
     * The axes of a kernel's contraction.
     *
     * @param roomy whether the columns run to the end of the room that the result has, if the right operand can be read
     *     that far
     */
    static Contraction of(KernelContext kernel, boolean roomy) {
        Tensor result = Objects.requireNonNull(kernel.group().anchor());
        Dot dot = (Dot) result.op();
        Shape left = result.input(0).shape();
        List<Size> batch = sizes(left, dot.leftBatch());
        List<Size> rows = sizes(left, dot.leftFree(left.rank()));
        List<Size> cols = new ArrayList<>(sizes(
                result.input(1).shape(), dot.rightFree(result.input(1).shape().rank())));
        List<Size> sums = sizes(left, dot.leftContract());
        Axes partial = new Axes(List.of(), List.of());
        if (dot.isPartial()) {
            Atom.Counter counter = new Atom.Counter(PARTIAL, new Size(dot.partialSums(), 0));
            partial = new Axes(List.of(counter), List.of(Affine.of(counter)));
        }
        Contraction axes =
                new Contraction(result, partial, axes(batch, "b"), axes(rows, "m"), axes(cols, "n"), axes(sums, "k"));
        int room = roomy && axes.readsColumnsSideBySide(kernel) ? axes.room(kernel) : 0;
        if (room > 0) {
            cols.set(cols.size() - 1, new Size(room, 0));
            axes = new Contraction(result, partial, axes.batch, axes.rows, axes(cols, "n"), axes.contracting);
        }
        List<Affine> offsets = new ArrayList<>(kernel.offsets(axes.at()));
        offsets.addAll(kernel.offsets(result.input(0), axes.leftAt()));
        offsets.addAll(kernel.offsets(result.input(1), axes.rightAt()));
        return new Contraction(
                result,
                partial,
                Axes.join(axes.batch.at(), batch, offsets, "b"),
                Axes.join(axes.rows.at(), rows, offsets, "m"),
                Axes.join(axes.cols.at(), cols, offsets, "n"),
                Axes.joinInOrder(axes.contracting.at(), sums, offsets, "k"));
    }

    /** The same contraction with as many inner loops along the rows in one as together have no more turns than that. */
    Contraction withRowsGathered(long most) {
        return new Contraction(result, partial, batch, rows.gathered(most), cols, contracting);
    }

    /** The same along the columns. */
    Contraction withColumnsGathered(long most) {
        return new Contraction(result, partial, batch, rows, cols.gathered(most), contracting);
    }

    private int room(KernelContext kernel) {
        List<Element> operands = List.of(new Element(right(), rightAt()));
        return Room.of(kernel, at(), operands, cols.innermost().orElseThrow());
    }

    private boolean readsColumnsSideBySide(KernelContext kernel) {
        int lanes = kernel.target().lanes();
        return cols.innermost()
                .filter(column -> kernel.offsets(right(), rightAt()).stream()
                        .allMatch(offset -> Room.isSideBySide(offset, column, lanes)))
                .isPresent();
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

    /** The number of products in each sum, partial ones taken together. */
    Size length() {
        return contracting.extent();
    }

    boolean isPartial() {
        return !partial.counters().isEmpty();
    }

    /** How many partial sums an element has. */
    long partialSums() {
        return partial.extent().factor();
    }

    /** The outermost turns of a sum, or of the current partial one: the first, and the one behind the last. */
    List<String> bounds() {
        Size extent = contracting.counters().get(0).extent();
        return isPartial()
                ? List.of(start(PARTIAL, extent), start(PARTIAL + " + 1", extent))
                : List.of("0", extent.toString());
    }

    /** The row that a partial sum begins with, as an expression. */
    static String firstRow(String number, long partialSums) {
        return "Dot.firstRow(rows, " + number + ", " + partialSums + ")";
    }

    /** The most rows of a partial sum; of a whole one, all. */
    int mostRows(int capacity) {
        return Dot.mostRows(capacity, (int) partialSums());
    }

    /** The products that are added in turn, as an expression. */
    String products() {
        return isPartial()
                ? "(" + bounds().get(1) + " - " + bounds().get(0) + ") * "
                        + length().dividedBy(contracting.counters().get(0).extent())
                : length().toString();
    }

    /** Opens the loops of a sum of single numbers, or of the current partial one. */
    Scope sumLoops(KernelContext kernel, Scope parent) {
        if (!isPartial()) {
            return kernel.loops(parent, contracting.counters());
        }
        Atom.Counter outermost = contracting.counters().get(0);
        Scope scope = Blocks.loop(parent, outermost, bounds().get(0), bounds().get(1));
        kernel.expressions().enter(outermost, scope);
        return kernel.loops(
                scope, contracting.counters().subList(1, contracting.counters().size()));
    }

    private String start(String number, Size extent) {
        String row = firstRow(number, partialSums());
        return extent.factor() == 1 ? row : row + " * " + extent.factor();
    }

    /** The position in the result. */
    List<Affine> at() {
        List<Affine> at = new ArrayList<>(partial.at());
        at.addAll(batch.at());
        at.addAll(rows.at());
        at.addAll(cols.at());
        return at;
    }

    List<Atom.Counter> outer() {
        List<Atom.Counter> counters = new ArrayList<>(partial.counters());
        counters.addAll(batch.counters());
        counters.addAll(rows.counters());
        counters.addAll(cols.counters());
        return counters;
    }

    Optional<Atom.Counter> row() {
        return rows.innermost();
    }

    Optional<Atom.Counter> columns() {
        return cols.innermost();
    }

    /** Whether rows are too few or too short for it to pay to rearrange the right operand. */
    boolean isShort() {
        return rows.counters().isEmpty() || columns().orElseThrow().extent().at(MANY_ROWS) < SHORT;
    }

    /** The position in the left operand. */
    List<Affine> leftAt() {
        Dot dot = (Dot) result.op();
        int rank = left().shape().rank();
        return operand(rank, dot.leftBatch(), dot.leftFree(rank), dot.leftContract(), rows.at());
    }

    /** The position in the right operand. */
    List<Affine> rightAt() {
        Dot dot = (Dot) result.op();
        int rank = right().shape().rank();
        return operand(rank, dot.rightBatch(), dot.rightFree(rank), dot.rightContract(), cols.at());
    }

    private List<Affine> operand(
            int rank, List<Integer> batchAxes, List<Integer> freeAxes, List<Integer> contractAxes, List<Affine> free) {
        Affine[] position = new Affine[rank];
        for (int i = 0; i < batchAxes.size(); i++) {
            position[batchAxes.get(i)] = batch.at().get(i);
        }
        for (int i = 0; i < freeAxes.size(); i++) {
            position[freeAxes.get(i)] = free.get(i);
        }
        for (int i = 0; i < contractAxes.size(); i++) {
            position[contractAxes.get(i)] = contracting.at().get(i);
        }
        return List.of(position);
    }
}
