package dev.adjoint.core.initializer;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.plugin.Initializer;
import java.util.random.RandomGenerator;

/** Normal with variance 2 / (fan-in + fan-out) (Glorot and Bengio 2010). */
@AutoService(Initializer.class)
public record GlorotNormal() implements Initializer {
    @Override
    public void initialize(float[] values, Shape shape, RandomGenerator random) {
        Fans fans = Fans.of(shape);
        Draw.normal(values, 0, Math.sqrt(2.0 / (fans.in() + fans.out())), random);
    }
}
