package dev.adjoint.api.plugin;

import dev.adjoint.api.graph.Shape;
import java.util.random.RandomGenerator;

/** The first values of a parameter. */
public interface Initializer extends Plugin {
    /**
     * Fills all values of a new parameter, in row-major order.
     *
     * @param shape the parameter's shape; for a kernel the last axis is the fan-out, the others make the fan-in
     * @param random the only source of randomness to use
     */
    void initialize(float[] values, Shape shape, RandomGenerator random);
}
