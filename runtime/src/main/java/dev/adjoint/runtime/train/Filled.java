package dev.adjoint.runtime.train;

import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.plugin.Initializer;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** One number everywhere: how an optimizer's slots begin. */
record Filled(double value) implements Initializer {
    @Override
    public void initialize(float[] values, Shape shape, RandomGenerator random) {
        Arrays.fill(values, (float) value);
    }
}
