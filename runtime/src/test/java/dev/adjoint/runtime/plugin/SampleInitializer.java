package dev.adjoint.runtime.plugin;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.plugin.Initializer;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** An initializer of one number. */
@AutoService(Initializer.class)
public record SampleInitializer(double value) implements Initializer {
    public SampleInitializer() {
        this(0);
    }

    @Override
    public void initialize(float[] values, Shape shape, RandomGenerator random) {
        Arrays.fill(values, (float) value);
    }
}
