package dev.adjoint.api.op;

import dev.adjoint.api.ShapeException;
import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.TensorType;
import java.util.List;

/** Known numbers, in row-major order, rounded to the program's precision where they are used. */
public record Constant(TensorType type, List<Double> values) implements Op {
    public Constant {
        values = List.copyOf(values);
        if (type.shape().hasRows() || type.shape().elements() != values.size()) {
            throw new ShapeException("a constant of type " + type + " cannot hold " + values.size() + " values");
        }
        for (double value : values) {
            boolean fits = type.dtype() == DType.FLOAT
                    || type.dtype() == DType.INT && value == Math.rint(value) && Double.isFinite(value)
                    || value == 0
                    || value == 1;
            if (!fits) {
                throw new ShapeException("a constant of type " + type + " cannot hold the value " + value
                        + "; whole numbers are calculated with whole numbers, cast them to FLOAT for others");
            }
        }
    }

    public static Constant scalar(double value) {
        return new Constant(TensorType.floats(Shape.SCALAR), List.of(value));
    }

    public static Constant scalar(DType dtype, double value) {
        return new Constant(new TensorType(dtype, Shape.SCALAR), List.of(value));
    }

    /** Whether this is a single number, not an array. */
    public boolean isScalar() {
        return type.shape().rank() == 0;
    }

    /** The value of a scalar. */
    public double value() {
        return values.get(0);
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
        Expect.arity(this, inputs, 0);
        return type;
    }
}
