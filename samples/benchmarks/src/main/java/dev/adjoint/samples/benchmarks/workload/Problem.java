package dev.adjoint.samples.benchmarks.workload;

import java.util.Random;

/**
 * The batch that all contestants train on, step after step, and the kernels that they start from. Biases start at zero,
 * scales at one. All arrays are row-major, and the same in every process.
 *
 * @param x [batch, ...], uniform from -0.5 to 0.5
 * @param targets [batch]: the index of a class, a bit, or a number, drawn independently of x
 */
public record Problem(Task task, float[] x, float[] targets) {
    private static final long SEED = 1;

    public static Problem of(Task task) {
        Random random = new Random(SEED);
        float[] x = new float[task.batch() * task.rowSize()];
        for (int i = 0; i < x.length; i++) {
            x[i] = random.nextFloat() - 0.5f;
        }
        float[] targets = new float[task.batch()];
        for (int row = 0; row < targets.length; row++) {
            targets[row] = switch (task.target()) {
                case CLASS -> random.nextInt(task.outputs());
                case BIT -> random.nextInt(2);
                case NUMBER -> random.nextFloat();
            };
        }
        return new Problem(task, x, targets);
    }

    /** The targets as indices of classes. */
    public int[] classes() {
        int[] classes = new int[targets.length];
        for (int row = 0; row < classes.length; row++) {
            classes[row] = (int) targets[row];
        }
        return classes;
    }

    /** The targets as rows with a one at the class, [batch, outputs]. */
    public float[] oneHot() {
        float[] ones = new float[targets.length * task.outputs()];
        for (int row = 0; row < targets.length; row++) {
            ones[row * task.outputs() + (int) targets[row]] = 1;
        }
        return ones;
    }

    /**
     * The first values of a kernel: normal with the variance 1 / fan-in, the fan-in being the product of all sizes but the
     * last.
     *
     * @param path what it is called in a network of Adjoint, {@code dense1/kernel}
     */
    public static float[] kernel(String path, int... shape) {
        int elements = 1;
        for (int size : shape) {
            elements = Math.multiplyExact(elements, size);
        }
        double deviation = Math.sqrt((double) shape[shape.length - 1] / elements);
        Random random = new Random(SEED + path.hashCode());
        float[] kernel = new float[elements];
        for (int i = 0; i < elements; i++) {
            kernel[i] = (float) (random.nextGaussian() * deviation);
        }
        return kernel;
    }
}
