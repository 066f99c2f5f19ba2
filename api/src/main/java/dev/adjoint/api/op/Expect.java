package dev.adjoint.api.op;

import dev.adjoint.api.ShapeException;
import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.TensorType;
import java.util.List;
import java.util.stream.Collectors;

/** The checks that type rules share; each failure names the op and its attributes, and shows the types. */
final class Expect {
    private Expect() {}

    static void arity(Op op, List<TensorType> inputs, int count) {
        if (inputs.size() != count) {
            throw new ShapeException(
                    op.label() + " takes " + count + (count == 1 ? " input" : " inputs") + " but got " + inputs.size());
        }
    }

    static TensorType single(Op op, List<TensorType> inputs) {
        arity(op, inputs, 1);
        return inputs.get(0);
    }

    static void that(boolean condition, Op op, List<TensorType> inputs, String expectation) {
        if (!condition) {
            String types = inputs.stream().map(TensorType::toString).collect(Collectors.joining(", "));
            throw new ShapeException(op.label() + attributes(op)
                    + (inputs.isEmpty() ? " is not possible" : " does not apply to " + types) + ": expected "
                    + expectation);
        }
    }

    static void sameShape(Op op, List<TensorType> inputs) {
        for (TensorType input : inputs) {
            that(input.shape().equals(inputs.get(0).shape()), op, inputs, "equal shapes");
        }
    }

    static void dtype(Op op, List<TensorType> inputs, int index, DType dtype) {
        that(inputs.get(index).dtype() == dtype, op, inputs, "input " + index + " to be " + dtype);
    }

    /** Axes of ops count from 0; negative ones are resolved by the methods of tensors. */
    static void axis(Op op, List<TensorType> inputs, int axis) {
        axis(op, inputs, axis, inputs.get(0).shape().rank());
    }

    static void axis(Op op, List<TensorType> inputs, int axis, int rank) {
        that(
                axis >= 0 && axis < rank,
                op,
                inputs,
                rank == 0 ? "an input that has axes, not a scalar" : "an axis from 0 to " + (rank - 1));
    }

    /** An axis of the first input whose size does not depend on the number of rows. */
    static void fixedAxis(Op op, List<TensorType> inputs, int axis) {
        axis(op, inputs, axis);
        that(
                inputs.get(0).shape().size(axis) > 0,
                op,
                inputs,
                "axis " + axis + " to have a fixed size, not the number of rows");
    }

    /** A size that was computed without overflow. */
    static int size(Op op, List<TensorType> inputs, long size) {
        that(size > 0 && size <= Integer.MAX_VALUE, op, inputs, "a result with 1 to 2^31 - 1 elements along the axis");
        return (int) size;
    }

    /** {@code " (axis=0, size=3)"} for an op with attributes. */
    private static String attributes(Op op) {
        String text = op.toString();
        int start = text.indexOf('[');
        boolean none = start < 0 || text.endsWith("[]");
        return none ? "" : " (" + text.substring(start + 1, text.length() - 1) + ")";
    }
}
