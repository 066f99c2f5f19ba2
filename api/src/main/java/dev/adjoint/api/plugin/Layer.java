package dev.adjoint.api.plugin;

import dev.adjoint.api.ShapeException;
import dev.adjoint.api.graph.Tensor;
import java.util.List;

/** A function of a tensor, with parameters. States its forward mathematics; the backward pass is derived. */
public interface Layer extends Plugin {
    /**
     * The layer's output for an input whose leading axis runs over the rows, [n, ...].
     *
     * @throws ShapeException if the layer does not apply to such an input; the layer's path is added to the message
     */
    Tensor apply(LayerScope scope, Tensor input);

    /** The output for several inputs; an ordinary layer takes exactly one. */
    default Tensor apply(LayerScope scope, List<Tensor> inputs) {
        if (inputs.size() != 1) {
            throw new ShapeException(pluginName() + " takes 1 input but got " + inputs.size());
        }
        return apply(scope, inputs.get(0));
    }
}
