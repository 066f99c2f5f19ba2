package dev.adjoint.core.loss;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.plugin.Loss;

/** |p - t|, the mean over each row; its derivative at 0 is 0. */
@AutoService(Loss.class)
public record MeanAbsoluteError() implements Loss {
    @Override
    public Tensor apply(Tensor prediction, Tensor target) {
        return Row.mean(prediction.sub(target).abs());
    }
}
