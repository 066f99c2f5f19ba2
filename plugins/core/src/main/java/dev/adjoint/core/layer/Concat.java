package dev.adjoint.core.layer;

import com.google.auto.service.AutoService;
import dev.adjoint.api.ConfigurationException;
import dev.adjoint.api.ShapeException;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.plugin.Layer;
import dev.adjoint.api.plugin.LayerScope;
import dev.adjoint.api.plugin.MergeLayer;
import java.util.List;

/**
 * All inputs one behind the other along an axis; in all others they agree.
 *
 * @param axis the axis of [n, ...], so 1 is the first of a row; negative ones count from the end
 */
@AutoService(Layer.class)
public record Concat(int axis) implements MergeLayer {
    public Concat {
        if (axis == 0) {
            throw new ConfigurationException("axis must not be 0, the axis of the rows");
        }
    }

    public Concat() {
        this(-1);
    }

    @Override
    public Tensor apply(LayerScope scope, List<Tensor> inputs) {
        if (inputs.isEmpty() || inputs.get(0).shape().axis(axis) == 0) {
            throw new ShapeException("concat along axis " + axis + " expects inputs with an axis beside the rows, "
                    + "but got " + inputs.stream().map(Tensor::shape).toList());
        }
        return Tensor.concat(axis, inputs);
    }
}
