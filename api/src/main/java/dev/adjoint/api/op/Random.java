package dev.adjoint.api.op;

import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.TensorType;
import java.util.List;

/**
 * Uniform numbers in [0, 1), a pure function of the run's key, the stream and the element's row-major index
 * ({@link dev.adjoint.api.math.CounterRandom}); so they do not depend on the capacity, the threads or the backend.
 *
 * @param stream tells apart the random tensors of one program
 */
public record Random(int stream, Shape shape) implements Op {
    @Override
    public TensorType infer(List<TensorType> inputs) {
        Expect.arity(this, inputs, 0);
        return TensorType.floats(shape);
    }
}
