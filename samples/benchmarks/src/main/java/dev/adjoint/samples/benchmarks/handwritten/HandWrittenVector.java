package dev.adjoint.samples.benchmarks.handwritten;

import static dev.adjoint.samples.benchmarks.handwritten.VectorParameter.padded;

import dev.adjoint.samples.benchmarks.measure.Step;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * A training step as one would write it by hand with the Vector API. Weights are kept as panels as wide as a tile, sums
 * stay in registers, and all sizes are filled up with zeros so that there are whole tiles only. To be loaded only where
 * the module is present.
 */
final class HandWrittenVector implements Step {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    /** The rows of a tile. */
    private static final int ROWS = 8;

    private final Sizes sizes;
    private final AdamRates rates = new AdamRates();
    private float loss;
    private final int batch;
    private final int inputs;
    private final int units;
    private final int outputs;
    /** [batch, inputs]. */
    private final float[] x;

    private final int[] classes;
    private final VectorParameter kernel1;
    private final VectorParameter bias1;
    private final VectorParameter kernel2;
    private final VectorParameter bias2;
    /** [batch, units]. */
    private final float[] hidden;

    private final float[] hiddenGradient;
    /** [batch, outputs]: the logits, which become their gradient. */
    private final float[] logits;

    /** The second kernel as panels of [classes, units]. */
    private final float[] kernel2Transposed;

    private final float[] noBias;

    HandWrittenVector(TwoLayers problem) {
        this.sizes = problem.sizes();
        this.batch = padded(sizes.batch(), ROWS);
        this.inputs = padded(sizes.inputs(), ROWS);
        this.units = padded(sizes.hidden(), WideTile.WIDTH);
        this.outputs = padded(sizes.classes(), NarrowTile.WIDTH);
        this.x = new float[batch * inputs];
        for (int row = 0; row < sizes.batch(); row++) {
            System.arraycopy(problem.x(), row * sizes.inputs(), x, row * inputs, sizes.inputs());
        }
        this.classes = problem.classes();
        this.kernel1 = VectorParameter.of(problem.kernel1(), sizes.inputs(), sizes.hidden(), inputs, WideTile.WIDTH);
        this.bias1 = VectorParameter.of(problem.bias1(), 1, sizes.hidden(), 1, WideTile.WIDTH);
        this.kernel2 = VectorParameter.of(problem.kernel2(), sizes.hidden(), sizes.classes(), units, NarrowTile.WIDTH);
        this.bias2 = VectorParameter.of(problem.bias2(), 1, sizes.classes(), 1, NarrowTile.WIDTH);
        this.hidden = new float[batch * units];
        this.hiddenGradient = new float[batch * units];
        this.logits = new float[batch * outputs];
        this.kernel2Transposed = new float[sizes.classes() * units];
        this.noBias = new float[units];
    }

    @Override
    public void run() {
        forward();
        loss = loss();
        hiddenGradient();
        gradients();
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

    private void forward() {
        for (int row = 0; row < batch; row += ROWS) {
            for (int n = 0; n < units; n += WideTile.WIDTH) {
                WideTile.forward(
                        x,
                        row * inputs,
                        inputs,
                        inputs,
                        kernel1.value(),
                        kernel1.panel(n),
                        bias1.value(),
                        n,
                        0,
                        hidden,
                        row * units + n,
                        units);
            }
            for (int n = 0; n < outputs; n += NarrowTile.WIDTH) {
                NarrowTile.forward(
                        hidden,
                        row * units,
                        units,
                        units,
                        kernel2.value(),
                        kernel2.panel(n),
                        bias2.value(),
                        n,
                        Float.NEGATIVE_INFINITY,
                        logits,
                        row * outputs + n,
                        outputs);
            }
        }
    }

    private float loss() {
        float loss = 0;
        float scale = 1f / sizes.batch();
        for (int row = 0; row < sizes.batch(); row++) {
            loss += CrossEntropy.replaceByGradient(logits, row * outputs, sizes.classes(), classes[row], scale);
        }
        Arrays.fill(logits, sizes.batch() * outputs, logits.length, 0);
        return loss / sizes.batch();
    }

    /** dh ← dz W₂ᵀ where h > 0. */
    private void hiddenGradient() {
        transpose();
        for (int row = 0; row < batch; row += ROWS) {
            for (int n = 0; n < units; n += WideTile.WIDTH) {
                WideTile.forward(
                        logits,
                        row * outputs,
                        outputs,
                        sizes.classes(),
                        kernel2Transposed,
                        sizes.classes() * n,
                        noBias,
                        0,
                        Float.NEGATIVE_INFINITY,
                        hiddenGradient,
                        row * units + n,
                        units);
            }
        }
        mask(hiddenGradient, hidden);
    }

    private void transpose() {
        float[] kernel = kernel2.value();
        for (int c = 0; c < sizes.classes(); c++) {
            int from = kernel2.panel(c / NarrowTile.WIDTH * NarrowTile.WIDTH) + c % NarrowTile.WIDTH;
            for (int n = 0; n < units; n += WideTile.WIDTH) {
                int to = (n / WideTile.WIDTH * sizes.classes() + c) * WideTile.WIDTH;
                for (int i = 0; i < WideTile.WIDTH; i++) {
                    kernel2Transposed[to + i] = kernel[from + (n + i) * NarrowTile.WIDTH];
                }
            }
        }
    }

    private static void mask(float[] gradient, float[] activation) {
        FloatVector zero = FloatVector.zero(SPECIES);
        for (int i = 0; i < gradient.length; i += SPECIES.length()) {
            VectorMask<Float> active =
                    FloatVector.fromArray(SPECIES, activation, i).compare(VectorOperators.GT, zero);
            zero.blend(FloatVector.fromArray(SPECIES, gradient, i), active).intoArray(gradient, i);
        }
    }

    private void gradients() {
        for (int n = 0; n < units; n += WideTile.WIDTH) {
            for (int k = 0; k < inputs; k += ROWS) {
                WideTile.gradient(
                        x,
                        k,
                        inputs,
                        batch,
                        hiddenGradient,
                        n,
                        units,
                        kernel1.gradient(),
                        kernel1.panel(n) + k * WideTile.WIDTH);
            }
        }
        bias1.sum(hiddenGradient, units);
        for (int n = 0; n < outputs; n += NarrowTile.WIDTH) {
            for (int k = 0; k < units; k += ROWS) {
                NarrowTile.gradient(
                        hidden,
                        k,
                        units,
                        batch,
                        logits,
                        n,
                        outputs,
                        kernel2.gradient(),
                        kernel2.panel(n) + k * NarrowTile.WIDTH);
            }
        }
        bias2.sum(logits, outputs);
    }
}
