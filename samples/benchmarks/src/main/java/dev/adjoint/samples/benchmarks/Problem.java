package dev.adjoint.samples.benchmarks;

import java.util.Random;

/**
 * A batch and the parameters that training starts from, all row-major.
 *
 * @param x [batch, inputs]
 * @param classes [batch], the class of each row
 * @param kernel1 [inputs, hidden]
 * @param kernel2 [hidden, classes]
 */
record Problem(Sizes sizes, float[] x, int[] classes, float[] kernel1, float[] bias1, float[] kernel2, float[] bias2) {
    /** Uniform features, uniform classes, and kernels of the variance 1 / fan-in. */
    static Problem random(Sizes sizes, long seed) {
        Random random = new Random(seed);
        float[] x = new float[sizes.batch() * sizes.inputs()];
        for (int i = 0; i < x.length; i++) {
            x[i] = random.nextFloat() - 0.5f;
        }
        return new Problem(
                sizes,
                x,
                random.ints(sizes.batch(), 0, sizes.classes()).toArray(),
                kernel(sizes.inputs(), sizes.hidden(), random),
                bias(sizes.hidden(), random),
                kernel(sizes.hidden(), sizes.classes(), random),
                bias(sizes.classes(), random));
    }

    private static float[] kernel(int in, int out, Random random) {
        float[] kernel = new float[in * out];
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] = (float) (random.nextGaussian() / Math.sqrt(in));
        }
        return kernel;
    }

    private static float[] bias(int units, Random random) {
        float[] bias = new float[units];
        for (int i = 0; i < units; i++) {
            bias[i] = 0.1f * (random.nextFloat() - 0.5f);
        }
        return bias;
    }
}
