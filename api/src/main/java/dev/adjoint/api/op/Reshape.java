package dev.adjoint.api.op;

import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.TensorType;
import java.util.List;

/** The same elements in the same row-major order under another shape. */
public record Reshape(Shape shape) implements Op {
    @Override
    public TensorType infer(List<TensorType> inputs) {
        TensorType x = Expect.single(this, inputs);
        // Equal for one row and for two means equal as polynomials in the number of rows: both are monomials.
        Expect.that(
                x.shape().elements(1) == shape.elements(1) && x.shape().elements(2) == shape.elements(2),
                this,
                inputs,
                "a shape with as many elements as " + shape);
        return x.withShape(shape);
    }
}
