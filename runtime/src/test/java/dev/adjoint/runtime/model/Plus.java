package dev.adjoint.runtime.model;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.plugin.Layer;
import dev.adjoint.api.plugin.LayerScope;
import dev.adjoint.api.plugin.MergeLayer;
import java.util.List;

/** The sum of its inputs. */
@AutoService(Layer.class)
public record Plus() implements MergeLayer {
    @Override
    public Tensor apply(LayerScope scope, List<Tensor> inputs) {
        return inputs.stream().reduce(Tensor::add).orElseThrow();
    }
}
