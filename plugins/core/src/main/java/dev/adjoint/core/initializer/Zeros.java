package dev.adjoint.core.initializer;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.plugin.Initializer;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** All 0. */
@AutoService(Initializer.class)
public record Zeros() implements Initializer {
    @Override
    public void initialize(float[] values, Shape shape, RandomGenerator random) {
        Arrays.fill(values, 0);
    }
}
