package dev.adjoint.api.graph;

/** What is known of a tensor before it is computed. */
public record TensorType(DType dtype, Shape shape) {
    public static TensorType floats(Shape shape) {
        return new TensorType(DType.FLOAT, shape);
    }

    public TensorType withShape(Shape newShape) {
        return new TensorType(dtype, newShape);
    }

    public TensorType withDType(DType newDType) {
        return new TensorType(newDType, shape);
    }

    /** {@code float[n, 10]}. */
    @Override
    public String toString() {
        return dtype.name().toLowerCase(java.util.Locale.ROOT) + shape;
    }
}
