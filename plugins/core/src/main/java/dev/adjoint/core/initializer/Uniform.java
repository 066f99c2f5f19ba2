package dev.adjoint.core.initializer;

import com.google.auto.service.AutoService;
import dev.adjoint.api.ConfigurationException;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.plugin.Initializer;
import dev.adjoint.core.Bounds;
import java.util.random.RandomGenerator;

/**
 * Uniform between two bounds.
 *
 * @param minimum the lower bound
 * @param maximum the upper bound
 */
@AutoService(Initializer.class)
public record Uniform(double minimum, double maximum) implements Initializer {
    public Uniform {
        Bounds.finite(minimum, "minimum");
        Bounds.finite(maximum, "maximum");
        if (minimum > maximum) {
            throw new ConfigurationException("minimum must not exceed maximum, but was " + minimum + " > " + maximum);
        }
    }

    public Uniform() {
        this(-0.05, 0.05);
    }

    @Override
    public void initialize(float[] values, Shape shape, RandomGenerator random) {
        Draw.uniform(values, minimum, maximum, random);
    }
}
