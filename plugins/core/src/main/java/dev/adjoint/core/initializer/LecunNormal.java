package dev.adjoint.core.initializer;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.plugin.Initializer;
import java.util.random.RandomGenerator;

/** Normal with variance 1 / fan-in (LeCun et al. 1998). */
@AutoService(Initializer.class)
public record LecunNormal() implements Initializer {
    @Override
    public void initialize(float[] values, Shape shape, RandomGenerator random) {
        Draw.normal(values, 0, Math.sqrt(1.0 / Fans.of(shape).in()), random);
    }
}
