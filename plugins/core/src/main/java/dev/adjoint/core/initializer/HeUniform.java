package dev.adjoint.core.initializer;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.plugin.Initializer;
import java.util.random.RandomGenerator;

/** Uniform within ±√(6 / fan-in), for layers before a relu (He et al. 2015). */
@AutoService(Initializer.class)
public record HeUniform() implements Initializer {
    @Override
    public void initialize(float[] values, Shape shape, RandomGenerator random) {
        double bound = Math.sqrt(6.0 / Fans.of(shape).in());
        Draw.uniform(values, -bound, bound, random);
    }
}
