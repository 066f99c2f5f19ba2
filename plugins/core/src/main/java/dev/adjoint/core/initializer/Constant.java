package dev.adjoint.core.initializer;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.plugin.Initializer;
import dev.adjoint.core.Bounds;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * One value everywhere.
 *
 * @param value the value, rounded to single precision
 */
@AutoService(Initializer.class)
public record Constant(double value) implements Initializer {
    public Constant {
        Bounds.finite(value, "value");
    }

    public Constant() {
        this(0);
    }

    @Override
    public void initialize(float[] values, Shape shape, RandomGenerator random) {
        Arrays.fill(values, (float) value);
    }
}
