package dev.adjoint.core.initializer;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.plugin.Initializer;
import dev.adjoint.core.Bounds;
import java.util.random.RandomGenerator;

/**
 * Normally distributed.
 *
 * @param mean the mean
 * @param deviation the standard deviation
 */
@AutoService(Initializer.class)
public record Normal(double mean, double deviation) implements Initializer {
    public Normal {
        Bounds.finite(mean, "mean");
        Bounds.notNegative(deviation, "deviation");
    }

    public Normal() {
        this(0, 0.05);
    }

    @Override
    public void initialize(float[] values, Shape shape, RandomGenerator random) {
        Draw.normal(values, mean, deviation, random);
    }
}
