package dev.adjoint.runtime.model;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.plugin.Initializer;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** The same number everywhere. */
@AutoService(Initializer.class)
public record Fill(double value) implements Initializer {
    public Fill() {
        this(0.5);
    }

    @Override
    public void initialize(float[] values, Shape shape, RandomGenerator random) {
        Arrays.fill(values, (float) value);
    }
}
