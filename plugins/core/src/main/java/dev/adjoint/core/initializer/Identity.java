package dev.adjoint.core.initializer;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.plugin.Initializer;
import dev.adjoint.core.Bounds;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The gain where the index into the fan-in equals the index of the last axis, 0 elsewhere: for a square matrix the
 * identity times the gain.
 *
 * @param gain the value on the diagonal
 */
@AutoService(Initializer.class)
public record Identity(double gain) implements Initializer {
    public Identity {
        Bounds.finite(gain, "gain");
    }

    public Identity() {
        this(1);
    }

    @Override
    public void initialize(float[] values, Shape shape, RandomGenerator random) {
        Arrays.fill(values, 0);
        int columns = (int) Fans.of(shape).out();
        for (int row = 0; row < Math.min(columns, values.length / columns); row++) {
            values[row * columns + row] = (float) gain;
        }
    }
}
