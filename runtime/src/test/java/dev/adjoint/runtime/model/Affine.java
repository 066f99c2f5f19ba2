package dev.adjoint.runtime.model;

import com.google.auto.service.AutoService;
import dev.adjoint.api.ConfigurationException;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.plugin.Initializer;
import dev.adjoint.api.plugin.Layer;
import dev.adjoint.api.plugin.LayerScope;

/** y = x W + b. */
@AutoService(Layer.class)
public record Affine(int units, boolean bias, Initializer kernel) implements Layer {
    public Affine() {
        this(1);
    }

    public Affine(int units) {
        this(units, true, new Fill());
    }

    public Affine {
        if (units < 1) {
            throw new ConfigurationException("units is " + units + "; expected at least 1");
        }
    }

    @Override
    public Tensor apply(LayerScope scope, Tensor x) {
        Tensor y = x.matmul(scope.parameter("kernel", Shape.of(x.shape().last(), units), kernel));
        return bias ? y.add(scope.parameter("bias", Shape.of(units), new Fill(0))) : y;
    }
}
