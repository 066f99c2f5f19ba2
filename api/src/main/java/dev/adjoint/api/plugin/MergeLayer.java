package dev.adjoint.api.plugin;

import dev.adjoint.api.graph.Tensor;
import java.util.List;

/** A layer that takes one or more inputs, such as a sum or a concatenation. */
public interface MergeLayer extends Layer {
    @Override
    Tensor apply(LayerScope scope, List<Tensor> inputs);

    @Override
    default Tensor apply(LayerScope scope, Tensor input) {
        return apply(scope, List.of(input));
    }
}
