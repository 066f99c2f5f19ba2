package dev.adjoint.api.op;

import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.TensorType;
import dev.adjoint.api.plugin.Kernel;
import java.util.List;

/** What the ops cannot say: a plugin's own forward pass, called directly on arrays. */
public record CustomKernel(Kernel kernel) implements Op {
    @Override
    public TensorType infer(List<TensorType> inputs) {
        List<Shape> shapes = inputs.stream().map(TensorType::shape).toList();
        return TensorType.floats(kernel.outputShape(shapes));
    }
}
