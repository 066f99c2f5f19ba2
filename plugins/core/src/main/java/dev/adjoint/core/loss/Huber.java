package dev.adjoint.core.loss;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.plugin.Loss;
import dev.adjoint.core.Bounds;

/**
 * c (d - c / 2) for d = |p - t| and c = min(d, δ): d² / 2 up to δ and a line beyond; the mean over each row (Huber
 * 1964).
 *
 * @param delta δ: where the square passes into the line
 */
@AutoService(Loss.class)
public record Huber(double delta) implements Loss {
    public Huber {
        Bounds.positive(delta, "delta");
    }

    public Huber() {
        this(1);
    }

    @Override
    public Tensor apply(Tensor prediction, Tensor target) {
        Tensor d = prediction.sub(target).abs();
        Tensor clipped = d.minimum(delta);
        return Row.mean(clipped.mul(d.sub(clipped.mul(0.5))));
    }
}
