package dev.adjoint.core.initializer;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.plugin.Initializer;
import java.util.random.RandomGenerator;

/** Uniform within ±√(6 / (fan-in + fan-out)) (Glorot and Bengio 2010). */
@AutoService(Initializer.class)
public record GlorotUniform() implements Initializer {
    @Override
    public void initialize(float[] values, Shape shape, RandomGenerator random) {
        Fans fans = Fans.of(shape);
        double bound = Math.sqrt(6.0 / (fans.in() + fans.out()));
        Draw.uniform(values, -bound, bound, random);
    }
}
