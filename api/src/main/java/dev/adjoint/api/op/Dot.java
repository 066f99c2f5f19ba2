package dev.adjoint.api.op;

import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The contraction of two tensors. Batch axes run along together and come first in the result, in the order given;
 * then the free axes of the left input, then those of the right one. The i-th contracting axis of the left input
 * meets the i-th of the right one. Each element starts at zero and adds its products by fused multiply-add, in
 * row-major order of the contracting axes as listed.
 *
 * <p>A dot over rows may stop at partial sums of each element, P of them on the first axis of the result: each adds the
 * products of the next few rows, as many as the others or one more, and of four at least. So of n rows there are q = min(P,
 * ⌈n / 4⌉) such sums, of which the p-th, p &lt; q, begins with row ⌊p n / q⌋; further ones are zero. Together they are the
 * whole dot. Programs get them when nothing is differentiated any more.
 *
 * @param partialSums how many partial sums there are; 1 for the whole ones. There can only be more without batch axes, and
 *     where the rows are the first contracting axis
 */
public record Dot(
        List<Integer> leftBatch,
        List<Integer> rightBatch,
        List<Integer> leftContract,
        List<Integer> rightContract,
        int partialSums)
        implements Op {
    private static final int ROWS_OF_PARTIAL_SUM = 4;

    public Dot {
        leftBatch = List.copyOf(leftBatch);
        rightBatch = List.copyOf(rightBatch);
        leftContract = List.copyOf(leftContract);
        rightContract = List.copyOf(rightContract);
    }

    /** A dot whose elements are one sum each. */
    public Dot(
            List<Integer> leftBatch,
            List<Integer> rightBatch,
            List<Integer> leftContract,
            List<Integer> rightContract) {
        this(leftBatch, rightBatch, leftContract, rightContract, 1);
    }

    /** The same dot with so many partial sums. */
    public Dot withPartialSums(int number) {
        return new Dot(leftBatch, rightBatch, leftContract, rightContract, number);
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
        Expect.arity(this, inputs, 2);
        Expect.dtype(this, inputs, 0, DType.FLOAT);
        Expect.dtype(this, inputs, 1, DType.FLOAT);
        Shape left = inputs.get(0).shape();
        Shape right = inputs.get(1).shape();
        Expect.that(areDistinctAxes(left, leftBatch, leftContract), this, inputs, "each axis of the left input once");
        Expect.that(
                areDistinctAxes(right, rightBatch, rightContract), this, inputs, "each axis of the right input once");
        expectPairs(inputs, leftBatch, rightBatch, "batch");
        expectPairs(inputs, leftContract, rightContract, "contracting");
        Expect.that(
                partialSums == 1 || partialSums > 1 && leftBatch.isEmpty() && sumsRows(left),
                this,
                inputs,
                "one partial sum, or more over rows, without batch axes");
        List<Integer> result = new ArrayList<>();
        if (isPartial()) {
            result.add(partialSums);
        }
        result.addAll(sizes(left, leftBatch));
        result.addAll(sizes(left, leftFree(left.rank())));
        result.addAll(sizes(right, rightFree(right.rank())));
        return TensorType.floats(new Shape(result));
    }

    /**
     * The row that a partial sum begins with; the one before ends there.
     *
     * @param partial which partial sum, up to {@code partialSums}
     */
    public static int firstRow(int rows, int partial, int partialSums) {
        int filled = Math.min(partialSums, partialSums(rows));
        return (int) ((long) Math.min(partial, filled) * rows / filled);
    }

    /** The most rows of a partial sum in runs of up to so many rows. */
    public static int mostRows(int capacity, int partialSums) {
        return Math.min(capacity, Math.max(ROWS_OF_PARTIAL_SUM, (capacity + partialSums - 1) / partialSums));
    }

    /** How many partial sums so many rows fill, if there are enough. */
    public static int partialSums(int rows) {
        return (rows + ROWS_OF_PARTIAL_SUM - 1) / ROWS_OF_PARTIAL_SUM;
    }

    /** Whether the result has an axis of partial sums. */
    public boolean isPartial() {
        return partialSums > 1;
    }

    /** The axes of the left input that are neither batch nor contracting axes, in order. */
    public List<Integer> leftFree(int rank) {
        return free(rank, leftBatch, leftContract);
    }

    /** The axes of the right input that are neither batch nor contracting axes, in order. */
    public List<Integer> rightFree(int rank) {
        return free(rank, rightBatch, rightContract);
    }

    /** Whether the rows are the first contracting axis. */
    public boolean sumsRows(Shape left) {
        return !leftContract.isEmpty() && left.size(leftContract.get(0)) == Shape.ROWS;
    }

    private void expectPairs(List<TensorType> inputs, List<Integer> left, List<Integer> right, String role) {
        Expect.that(left.size() == right.size(), this, inputs, "as many " + role + " axes on the left as on the right");
        for (int i = 0; i < left.size(); i++) {
            Expect.that(
                    inputs.get(0).shape().size(left.get(i))
                            == inputs.get(1).shape().size(right.get(i)),
                    this,
                    inputs,
                    "axis " + left.get(i) + " of the left input to have the size of axis " + right.get(i)
                            + " of the right one");
        }
    }

    private static boolean areDistinctAxes(Shape shape, List<Integer> batch, List<Integer> contract) {
        List<Integer> axes = Stream.concat(batch.stream(), contract.stream()).toList();
        return axes.stream().allMatch(axis -> axis >= 0 && axis < shape.rank())
                && axes.stream().distinct().count() == axes.size();
    }

    private static List<Integer> free(int rank, List<Integer> batch, List<Integer> contract) {
        return IntStream.range(0, rank)
                .filter(axis -> !batch.contains(axis) && !contract.contains(axis))
                .boxed()
                .toList();
    }

    private static List<Integer> sizes(Shape shape, List<Integer> axes) {
        return axes.stream().map(shape::size).toList();
    }
}
