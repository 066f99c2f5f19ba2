package dev.adjoint.core.initializer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.ConfigurationException;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.plugin.Initializer;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class InitializerValueTests {
    @Test
    void uniformKernelsStayWithinTheirBounds() {
        Shape shape = Shape.of(30, 20);
        assertWithin(Math.sqrt(6.0 / 50), fill(new GlorotUniform(), shape));
        assertWithin(Math.sqrt(6.0 / 30), fill(new HeUniform(), shape));
        assertWithin(Math.sqrt(3.0 / 30), fill(new LecunUniform(), shape));
        assertWithin(0.05, fill(new Uniform(), shape));
    }

    @Test
    void normalValuesHaveNormalTails() {
        float[] values = fill(new Normal(0, 1), Shape.of(100_000));
        // Φ(1), Φ(2) and Φ(3) within five standard errors.
        assertEquals(0.682689, share(values, 1), 5 * Math.sqrt(0.25 / values.length));
        assertEquals(0.954500, share(values, 2), 5 * Math.sqrt(0.05 / values.length));
        assertEquals(0.997300, share(values, 3), 5 * Math.sqrt(0.003 / values.length));
    }

    @Test
    void identityOfARectangleHasOnesOnItsDiagonal() {
        assertArrayEquals(new float[] {1, 0, 0, 1, 0, 0}, fill(new Identity(), Shape.of(3, 2)));
        assertArrayEquals(new float[] {1, 0, 0, 0, 1, 0}, fill(new Identity(), Shape.of(2, 3)));
    }

    @Test
    void orthogonalColumnsOrRowsAreOrthonormal() {
        assertOrthonormal(fill(new Orthogonal(), Shape.of(40, 7)), 40, 7);
        assertOrthonormal(fill(new Orthogonal(), Shape.of(8, 8)), 8, 8);
        float[] wide = fill(new Orthogonal(), Shape.of(7, 40));
        float[] turned = new float[wide.length];
        for (int i = 0; i < wide.length; i++) {
            turned[i % 40 * 7 + i / 40] = wide[i];
        }
        assertOrthonormal(turned, 40, 7);
    }

    @Test
    void valuesOutOfBoundsAreNamed() {
        ConfigurationException e = assertThrows(ConfigurationException.class, () -> new Uniform(2, 1));
        assertEquals("minimum must not exceed maximum, but was 2.0 > 1.0", e.getMessage());
        assertThrows(ConfigurationException.class, () -> new Normal(0, -1));
        assertThrows(ConfigurationException.class, () -> new Constant(Double.POSITIVE_INFINITY));
    }

    private static float[] fill(Initializer initializer, Shape shape) {
        float[] values = new float[Math.toIntExact(shape.elements())];
        initializer.initialize(values, shape, new SplittableRandom(3));
        return values;
    }

    private static void assertWithin(double bound, float[] values) {
        double largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        assertTrue(largest <= bound * (1 + 1e-7) && largest > 0.98 * bound, "largest " + largest + ", bound " + bound);
    }

    private static double share(float[] values, double bound) {
        int count = 0;
        for (float value : values) {
            count += Math.abs(value) < bound ? 1 : 0;
        }
        return (double) count / values.length;
    }

    private static void assertOrthonormal(float[] values, int rows, int columns) {
        for (int a = 0; a < columns; a++) {
            for (int b = 0; b < columns; b++) {
                double dot = 0;
                for (int row = 0; row < rows; row++) {
                    dot += (double) values[row * columns + a] * values[row * columns + b];
                }
                assertEquals(a == b ? 1 : 0, dot, 1e-6, Arrays.toString(new int[] {a, b}));
            }
        }
    }
}
