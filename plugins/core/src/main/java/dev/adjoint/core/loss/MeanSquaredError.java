package dev.adjoint.core.loss;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.plugin.Loss;

/** (p - t)², the mean over each row. */
@AutoService(Loss.class)
public record MeanSquaredError() implements Loss {
    @Override
    public Tensor apply(Tensor prediction, Tensor target) {
        return Row.mean(prediction.sub(target).square());
    }
}
