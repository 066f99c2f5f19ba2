package dev.adjoint.api.plugin;

import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;

/** What a layer may ask for while it states its mathematics. */
public interface LayerScope {
    /** A trained tensor. Its path is the layer's path and this name, {@code dense1/kernel}. */
    Tensor parameter(String name, Shape shape, Initializer initializer);

    /** A trained tensor with a penalty on its size, which is added to the loss. */
    default Tensor parameter(String name, Shape shape, Initializer initializer, Regularizer regularizer) {
        Tensor parameter = parameter(name, shape, initializer);
        penalty(regularizer.penalty(parameter));
        return parameter;
    }

    /** A tensor that is kept and saved but not trained, such as a running mean. */
    Tensor state(String name, Shape shape, Initializer initializer);

    /** The value that a state has after a training step; without effect outside training. */
    void assign(String name, Tensor value);

    /** Whether the layer is traced for training; false for evaluation and prediction. */
    boolean training();

    /** Uniform numbers in [0, 1), new ones in each training step. */
    Tensor random(Shape shape);

    /** Adds a scalar to the loss; without effect outside training. */
    void penalty(Tensor scalar);

    /** Applies another layer as a part of this one; its parameters' paths begin with this layer's path and the name. */
    Tensor apply(String name, Layer part, Tensor input);
}
