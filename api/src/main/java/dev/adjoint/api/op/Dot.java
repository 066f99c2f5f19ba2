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
 */
public record Dot(
        List<Integer> leftBatch, List<Integer> rightBatch, List<Integer> leftContract, List<Integer> rightContract)
        implements Op {
    public Dot {
        leftBatch = List.copyOf(leftBatch);
        rightBatch = List.copyOf(rightBatch);
        leftContract = List.copyOf(leftContract);
        rightContract = List.copyOf(rightContract);
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
        List<Integer> result = new ArrayList<>(sizes(left, leftBatch));
        result.addAll(sizes(left, leftFree(left.rank())));
        result.addAll(sizes(right, rightFree(right.rank())));
        return TensorType.floats(new Shape(result));
    }

    /** The axes of the left input that are neither batch nor contracting axes, in order. */
    public List<Integer> leftFree(int rank) {
        return free(rank, leftBatch, leftContract);
    }

    /** The axes of the right input that are neither batch nor contracting axes, in order. */
    public List<Integer> rightFree(int rank) {
        return free(rank, rightBatch, rightContract);
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
