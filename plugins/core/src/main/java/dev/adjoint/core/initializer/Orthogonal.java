package dev.adjoint.core.initializer;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.plugin.Initializer;
import dev.adjoint.core.Bounds;
import java.util.random.RandomGenerator;

/**
 * A random matrix [fan-in, fan-out] whose shorter side's vectors have length {@code gain} and are orthogonal (Saxe et
 * al. 2014).
 *
 * @param gain the length of the vectors
 */
@AutoService(Initializer.class)
public record Orthogonal(double gain) implements Initializer {
    public Orthogonal {
        Bounds.finite(gain, "gain");
    }

    public Orthogonal() {
        this(1);
    }

    @Override
    public void initialize(float[] values, Shape shape, RandomGenerator random) {
        int columns = (int) Fans.of(shape).out();
        int rows = values.length / columns;
        double[][] vectors = orthonormal(Math.min(rows, columns), Math.max(rows, columns), random);
        for (int i = 0; i < values.length; i++) {
            int row = i / columns;
            int column = i % columns;
            values[i] = (float) (gain * (rows < columns ? vectors[row][column] : vectors[column][row]));
        }
    }

    private static double[][] orthonormal(int count, int length, RandomGenerator random) {
        double[][] vectors = new double[count][length];
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < length; k++) {
                vectors[i][k] = Draw.normal(random);
            }
            // Once is not enough in floating point, twice is (Giraud et al. 2005).
            for (int pass = 0; pass < 2; pass++) {
                for (int j = 0; j < i; j++) {
                    addScaled(vectors[i], -dot(vectors[i], vectors[j]), vectors[j]);
                }
            }
            addScaled(vectors[i], 1 / Math.sqrt(dot(vectors[i], vectors[i])) - 1, vectors[i]);
        }
        return vectors;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }

    private static void addScaled(double[] target, double factor, double[] source) {
        for (int k = 0; k < target.length; k++) {
            target[k] += factor * source[k];
        }
    }
}
