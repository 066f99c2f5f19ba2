package dev.adjoint.core.initializer;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.plugin.Initializer;
import java.util.random.RandomGenerator;

/** Normal with variance 2 / fan-in, for layers before a relu (He et al. 2015). */
@AutoService(Initializer.class)
public record HeNormal() implements Initializer {
    @Override
    public void initialize(float[] values, Shape shape, RandomGenerator random) {
        Draw.normal(values, 0, Math.sqrt(2.0 / Fans.of(shape).in()), random);
    }
}
