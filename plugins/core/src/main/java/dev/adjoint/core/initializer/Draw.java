package dev.adjoint.core.initializer;

import java.util.random.RandomGenerator;

/** Random numbers that are the same on every platform. */
final class Draw {
    private Draw() {}

    static void uniform(float[] values, double minimum, double maximum, RandomGenerator random) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (minimum + (maximum - minimum) * random.nextDouble());
        }
    }

    static void normal(float[] values, double mean, double deviation, RandomGenerator random) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (mean + deviation * normal(random));
        }
    }

    /** A standard normal number, by the polar method (Marsaglia and Bray 1964). */
    static double normal(RandomGenerator random) {
        while (true) {
            double x = 2 * random.nextDouble() - 1;
            double y = 2 * random.nextDouble() - 1;
            double s = x * x + y * y;
            if (s > 0 && s < 1) {
                return x * Math.sqrt(-2 * StrictMath.log(s) / s);
            }
        }
    }
}
