package dev.adjoint.core.layer;

import com.google.auto.service.AutoService;
import dev.adjoint.api.ConfigurationException;
import dev.adjoint.api.ShapeException;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.plugin.Layer;
import dev.adjoint.api.plugin.LayerScope;
import java.util.List;

/**
 * The same numbers of each row, in row-major order, under another shape. Input [n, ...], output [n, shape...].
 *
 * @param shape the sizes of a row's axes; one of them may be -1, which stands for what is left
 */
@AutoService(Layer.class)
public record Reshape(List<Integer> shape) implements Layer {
    private static final int REST = -1;

    public Reshape {
        shape = List.copyOf(shape);
        boolean valid = shape.stream().allMatch(size -> size > 0 || size == REST);
        if (!valid || shape.indexOf(REST) != shape.lastIndexOf(REST)) {
            throw new ConfigurationException("shape must hold positive sizes, and -1 at most once, but was " + shape);
        }
    }

    public Reshape() {
        this(List.of(REST));
    }

    @Override
    public Tensor apply(LayerScope scope, Tensor x) {
        long elements = x.shape().row().elements();
        long known = shape.stream()
                .filter(size -> size > 0)
                .mapToLong(Integer::longValue)
                .reduce(1, Math::multiplyExact);
        if (shape.contains(REST) ? elements % known != 0 : elements != known) {
            throw new ShapeException("reshape to rows of shape " + shape + " does not apply to " + x.shape()
                    + ": a row has " + elements + " elements, expected "
                    + (shape.contains(REST) ? "a multiple of " : "") + known);
        }
        int rest = Math.toIntExact(elements / known);
        return x.reshape(
                new Shape(shape.stream().map(size -> size == REST ? rest : size).toList()).batched());
    }
}
