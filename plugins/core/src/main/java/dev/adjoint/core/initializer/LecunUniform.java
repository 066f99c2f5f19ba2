package dev.adjoint.core.initializer;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.plugin.Initializer;
import java.util.random.RandomGenerator;

/** Uniform within ±√(3 / fan-in) (LeCun et al. 1998). */
@AutoService(Initializer.class)
public record LecunUniform() implements Initializer {
    @Override
    public void initialize(float[] values, Shape shape, RandomGenerator random) {
        double bound = Math.sqrt(3.0 / Fans.of(shape).in());
        Draw.uniform(values, -bound, bound, random);
    }
}
