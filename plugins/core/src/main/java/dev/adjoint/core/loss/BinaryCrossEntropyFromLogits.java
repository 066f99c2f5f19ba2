package dev.adjoint.core.loss;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.plugin.Loss;

/**
 * Log loss of p = sigmoid(x), computed as max(x, 0) - t x + log(1 + e^-|x|); the mean over each row. Predictions are
 * any numbers, targets from 0 to 1.
 */
@AutoService(Loss.class)
public record BinaryCrossEntropyFromLogits() implements Loss {
    @Override
    public Tensor apply(Tensor x, Tensor t) {
        Tensor tail = x.abs().neg().exp().add(1).log();
        return Row.mean(x.maximum(0).sub(t.mul(x)).add(tail));
    }
}
