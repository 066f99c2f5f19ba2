package dev.adjoint.core.loss;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.plugin.Loss;

/** (p - t)², the sum over each row and over all rows. */
@AutoService(Loss.class)
public record SumOfSquares() implements Loss {
    @Override
    public Tensor apply(Tensor prediction, Tensor target) {
        return Row.sum(prediction.sub(target).square());
    }

    @Override
    public Reduction reduction() {
        return Reduction.SUM;
    }
}
