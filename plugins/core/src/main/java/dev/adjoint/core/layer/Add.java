package dev.adjoint.core.layer;

import com.google.auto.service.AutoService;
import dev.adjoint.api.ShapeException;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.plugin.Layer;
import dev.adjoint.api.plugin.LayerScope;
import dev.adjoint.api.plugin.MergeLayer;
import java.util.List;

/** The sum of all inputs, which have one shape. */
@AutoService(Layer.class)
public record Add() implements MergeLayer {
    @Override
    public Tensor apply(LayerScope scope, List<Tensor> inputs) {
        if (inputs.stream().map(Tensor::shape).distinct().count() != 1) {
            throw new ShapeException("add expects inputs of one shape, but got "
                    + inputs.stream().map(Tensor::shape).toList());
        }
        return inputs.stream().reduce(Tensor::add).orElseThrow();
    }
}
