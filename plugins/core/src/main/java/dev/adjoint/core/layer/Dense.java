package dev.adjoint.core.layer;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.plugin.Initializer;
import dev.adjoint.api.plugin.Layer;
import dev.adjoint.api.plugin.LayerScope;
import dev.adjoint.api.plugin.Regularizer;
import dev.adjoint.core.Bounds;
import dev.adjoint.core.initializer.GlorotUniform;
import dev.adjoint.core.initializer.Zeros;
import dev.adjoint.core.regularizer.None;

/**
 * y = x W + b along the last axis. Input [n, ..., in], output [n, ..., units]. Parameters: kernel [in, units], bias
 * [units].
 *
 * @param units the number of outputs
 * @param bias whether b is added
 * @param kernel the first values of W
 * @param biasInitializer the first values of b
 * @param regularizer the penalty on W
 */
@AutoService(Layer.class)
public record Dense(int units, boolean bias, Initializer kernel, Initializer biasInitializer, Regularizer regularizer)
        implements Layer {
    public Dense {
        Bounds.atLeast(1, units, "units");
    }

    public Dense() {
        this(1);
    }

    public Dense(int units) {
        this(units, new GlorotUniform());
    }

    public Dense(int units, Initializer kernel) {
        this(units, true, kernel, new Zeros(), new None());
    }

    @Override
    public Tensor apply(LayerScope scope, Tensor x) {
        int in = Features.count(this, x);
        Tensor y = x.matmul(scope.parameter("kernel", Shape.of(in, units), kernel, regularizer));
        return bias ? y.add(scope.parameter("bias", Shape.of(units), biasInitializer)) : y;
    }
}
