package dev.adjoint.api.op;

import dev.adjoint.api.ShapeException;
import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.TensorType;
import java.util.List;

/** The checks that type rules share; each failure names the op and shows the types. */
final class Expect {
    private Expect() {}

    static void arity(Op op, List<TensorType> inputs, int count) {
        if (inputs.size() != count) {
            throw new ShapeException(op.label() + " takes " + count + " inputs but got " + inputs.size());
        }
    }

    static TensorType single(Op op, List<TensorType> inputs) {
        arity(op, inputs, 1);
        return inputs.get(0);
    }

    static void that(boolean condition, Op op, List<TensorType> inputs, String expectation) {
        if (!condition) {
            throw new ShapeException(
                    op.label() + " does not apply to " + inputs + " (" + op + "): expected " + expectation);
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

    static void fixedSize(Op op, List<TensorType> inputs, int axis) {
        that(
                inputs.get(0).shape().size(axis) > 0,
                op,
                inputs,
                "axis " + axis + " to have a fixed size, not the number of rows");
    }
}
