package dev.adjoint.samples.benchmarks.handwritten;

import dev.adjoint.samples.benchmarks.measure.Step;
import java.util.Arrays;

/**
 * A training step as one would write it by hand without the Vector API: matrices are arrays of rows, and all products
 * add four multiples of rows to a row at a time, in loops that C2 vectorizes.
 */
final class HandWrittenPlain implements Step {
    private final Sizes sizes;
    private final AdamRates rates = new AdamRates();
    private float loss;
    private final float[][] x;
    private final int[] classes;
    private final Slots kernel1;
    private final Slots bias1;
    private final Slots kernel2;
    private final Slots bias2;
    private final float[][] hidden;
    private final float[][] hiddenGradient;
    /** The logits, which become their gradient. */
    private final float[][] logits;

    private final float[][] kernel2Transposed;

    /** A parameter with its gradient and moments. */
    private record Slots(float[][] value, float[][] gradient, float[][] mean, float[][] variance) {
        static Slots of(float[] values, int rows, int columns) {
            return new Slots(
                    HandWrittenPlain.rows(values, rows, columns),
                    new float[rows][columns],
                    new float[rows][columns],
                    new float[rows][columns]);
        }

        void update(AdamRates rates) {
            for (int row = 0; row < value.length; row++) {
                adam(value[row], gradient[row], mean[row], variance[row], rates.rate(), rates.epsilon());
            }
        }
    }

    HandWrittenPlain(TwoLayers problem) {
        this.sizes = problem.sizes();
        int batch = sizes.batch();
        int units = sizes.hidden();
        this.x = rows(problem.x(), batch, sizes.inputs());
        this.classes = problem.classes();
        this.kernel1 = Slots.of(problem.kernel1(), sizes.inputs(), units);
        this.bias1 = Slots.of(problem.bias1(), 1, units);
        this.kernel2 = Slots.of(problem.kernel2(), units, sizes.classes());
        this.bias2 = Slots.of(problem.bias2(), 1, sizes.classes());
        this.hidden = new float[batch][units];
        this.hiddenGradient = new float[batch][units];
        this.logits = new float[batch][sizes.classes()];
        this.kernel2Transposed = new float[sizes.classes()][units];
    }

    @Override
    public void run() {
        loss = forward();
        backward();
        rates.next();
        kernel1.update(rates);
        bias1.update(rates);
        kernel2.update(rates);
        bias2.update(rates);
    }

    @Override
    public float[] result() {
        return new float[] {loss};
    }

    private float forward() {
        float loss = 0;
        for (int row = 0; row < sizes.batch(); row++) {
            float[] h = hidden[row];
            System.arraycopy(bias1.value[0], 0, h, 0, h.length);
            addRows(h, x[row], kernel1.value);
            relu(h);
            float[] z = logits[row];
            System.arraycopy(bias2.value[0], 0, z, 0, z.length);
            addRows(z, h, kernel2.value);
            loss += CrossEntropy.replaceByGradient(z, 0, z.length, classes[row], 1f / sizes.batch());
        }
        return loss / sizes.batch();
    }

    private void backward() {
        for (int i = 0; i < sizes.hidden(); i++) {
            for (int j = 0; j < sizes.classes(); j++) {
                kernel2Transposed[j][i] = kernel2.value[i][j];
            }
        }
        for (int row = 0; row < sizes.batch(); row++) {
            Arrays.fill(hiddenGradient[row], 0);
            addRows(hiddenGradient[row], logits[row], kernel2Transposed);
            mask(hiddenGradient[row], hidden[row]);
        }
        kernelGradient(kernel2.gradient, hidden, logits);
        sum(bias2.gradient[0], logits);
        kernelGradient(kernel1.gradient, x, hiddenGradient);
        sum(bias1.gradient[0], hiddenGradient);
    }

    /** dW = xᵀ dy. */
    private static void kernelGradient(float[][] gradient, float[][] x, float[][] y) {
        for (int column = 0; column < gradient.length; column++) {
            Arrays.fill(gradient[column], 0);
            addRows(gradient[column], x, column, y);
        }
    }

    /** sum[n] ← sum[n] + Σₖ a[k] rows[k][n]. */
    private static void addRows(float[] sum, float[] a, float[][] rows) {
        int k = 0;
        for (; k + 4 <= a.length; k += 4) {
            addFour(sum, a[k], a[k + 1], a[k + 2], a[k + 3], rows, k);
        }
        for (; k < a.length; k++) {
            addOne(sum, a[k], rows[k]);
        }
    }

    /** sum[n] ← sum[n] + Σₖ a[k][column] rows[k][n]. */
    private static void addRows(float[] sum, float[][] a, int column, float[][] rows) {
        int k = 0;
        for (; k + 4 <= a.length; k += 4) {
            addFour(sum, a[k][column], a[k + 1][column], a[k + 2][column], a[k + 3][column], rows, k);
        }
        for (; k < a.length; k++) {
            addOne(sum, a[k][column], rows[k]);
        }
    }

    /** Four rows at a time: of longer bodies, C2 of JDK 17 does not make vectors. */
    private static void addFour(float[] sum, float a0, float a1, float a2, float a3, float[][] rows, int k) {
        float[] r0 = rows[k];
        float[] r1 = rows[k + 1];
        float[] r2 = rows[k + 2];
        float[] r3 = rows[k + 3];
        for (int n = 0; n < sum.length; n++) {
            sum[n] = Math.fma(a3, r3[n], Math.fma(a2, r2[n], Math.fma(a1, r1[n], Math.fma(a0, r0[n], sum[n]))));
        }
    }

    private static void addOne(float[] sum, float a, float[] row) {
        for (int n = 0; n < sum.length; n++) {
            sum[n] = Math.fma(a, row[n], sum[n]);
        }
    }

    private static void sum(float[] sum, float[][] rows) {
        Arrays.fill(sum, 0);
        for (float[] row : rows) {
            for (int n = 0; n < sum.length; n++) {
                sum[n] += row[n];
            }
        }
    }

    private static void relu(float[] row) {
        for (int n = 0; n < row.length; n++) {
            row[n] = Math.max(row[n], 0);
        }
    }

    private static void mask(float[] gradient, float[] activation) {
        for (int n = 0; n < gradient.length; n++) {
            gradient[n] = activation[n] > 0 ? gradient[n] : 0;
        }
    }

    private static void adam(float[] w, float[] g, float[] m, float[] v, float rate, float epsilon) {
        for (int i = 0; i < w.length; i++) {
            float mean = AdamRates.MEAN_KEPT * m[i] + AdamRates.MEAN_NEW * g[i];
            float variance = AdamRates.SQUARE_KEPT * v[i] + AdamRates.SQUARE_NEW * (g[i] * g[i]);
            mean = (mean + AdamRates.GUARD) - AdamRates.GUARD;
            variance = (variance + AdamRates.GUARD) - AdamRates.GUARD;
            m[i] = mean;
            v[i] = variance;
            w[i] -= rate * mean / ((float) Math.sqrt(variance) + epsilon);
        }
    }

    private static float[][] rows(float[] values, int rows, int columns) {
        float[][] matrix = new float[rows][];
        for (int row = 0; row < rows; row++) {
            matrix[row] = Arrays.copyOfRange(values, row * columns, (row + 1) * columns);
        }
        return matrix;
    }
}
