package dev.adjoint.samples.benchmarks.handwritten;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A parameter with its gradient and moments, all laid out as panels: [columns / width, rows, width]. What rows and
 * columns are added to fill tiles is zero and stays so, as its gradient is.
 */
record VectorParameter(int rows, int width, float[] value, float[] gradient, float[] mean, float[] variance) {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    /**
     * A parameter of row-major values.
     *
     * @param paddedRows how many rows the panels have
     * @param width how many columns the panels have
     */
    static VectorParameter of(float[] values, int rows, int columns, int paddedRows, int width) {
        int size = padded(columns, width) * paddedRows;
        float[] panels = new float[size];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                panels[(column / width * paddedRows + row) * width + column % width] = values[row * columns + column];
            }
        }
        return new VectorParameter(paddedRows, width, panels, new float[size], new float[size], new float[size]);
    }

    /** The next multiple. */
    static int padded(int size, int multiple) {
        return (size + multiple - 1) / multiple * multiple;
    }

    /** Where the panel of a column begins, which is a multiple of the width. */
    int panel(int column) {
        return column * rows;
    }

    /** The gradient of a bias: Σ dy over all rows. */
    void sum(float[] dy, int stride) {
        Arrays.fill(gradient, 0);
        for (int from = 0; from < dy.length; from += stride) {
            for (int i = 0; i < stride; i += SPECIES.length()) {
                FloatVector.fromArray(SPECIES, gradient, i)
                        .add(FloatVector.fromArray(SPECIES, dy, from + i))
                        .intoArray(gradient, i);
            }
        }
    }

    void update(AdamRates rates) {
        adam(value, gradient, mean, variance, rates.rate(), rates.epsilon());
    }

    private static void adam(float[] w, float[] g, float[] m, float[] v, float rate, float epsilon) {
        for (int i = 0; i < w.length; i += SPECIES.length()) {
            FloatVector gradient = FloatVector.fromArray(SPECIES, g, i);
            FloatVector mean = FloatVector.fromArray(SPECIES, m, i)
                    .mul(AdamRates.MEAN_KEPT)
                    .add(gradient.mul(AdamRates.MEAN_NEW))
                    .add(AdamRates.GUARD)
                    .sub(AdamRates.GUARD);
            FloatVector variance = FloatVector.fromArray(SPECIES, v, i)
                    .mul(AdamRates.SQUARE_KEPT)
                    .add(gradient.mul(gradient).mul(AdamRates.SQUARE_NEW))
                    .add(AdamRates.GUARD)
                    .sub(AdamRates.GUARD);
            mean.intoArray(m, i);
            variance.intoArray(v, i);
            FloatVector.fromArray(SPECIES, w, i)
                    .sub(mean.mul(rate).div(variance.sqrt().add(epsilon)))
                    .intoArray(w, i);
        }
    }
}
