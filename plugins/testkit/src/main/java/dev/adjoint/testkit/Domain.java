package dev.adjoint.testkit;

import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Shape;
import java.util.random.RandomGenerator;

/**
 * The numbers that a plugin is made for.
 *
 * @param dtype their type
 * @param usual fills an array with ordinary ones
 * @param extreme fills an array with such as lie at the ends of the domain
 */
public record Domain(DType dtype, Filling usual, Filling extreme) {
    /** Any numbers. */
    public static final Domain NUMBERS = new Domain(
            DType.FLOAT, each(random -> 4 * random.nextDouble() - 2), each(random -> 100.0 * random.nextInt(-1, 2)));

    /** Numbers from 0 to 1, each on its own. */
    public static final Domain SHARES = new Domain(
            DType.FLOAT, each(random -> 0.05 + 0.9 * random.nextDouble()), each(random -> random.nextInt(2)));

    /** Probabilities along the last axis: positive, with sum 1. */
    public static final Domain DISTRIBUTIONS = new Domain(DType.FLOAT, Domain::distributions, Domain::oneHot);

    /** How an array is filled, in row-major order. */
    @FunctionalInterface
    public interface Filling {
        void fill(double[] values, Shape shape, RandomGenerator random);
    }

    /** One number. */
    @FunctionalInterface
    private interface Draw {
        double next(RandomGenerator random);
    }

    /** Whole numbers from 0 to count - 1. */
    public static Domain indices(int count) {
        return new Domain(
                DType.INT, each(random -> random.nextInt(count)), each(random -> random.nextInt(2) * (count - 1)));
    }

    private static Filling each(Draw draw) {
        return (values, shape, random) -> {
            for (int i = 0; i < values.length; i++) {
                values[i] = draw.next(random);
            }
        };
    }

    private static void distributions(double[] values, Shape shape, RandomGenerator random) {
        int size = shape.last();
        for (int start = 0; start < values.length; start += size) {
            double sum = 0;
            for (int i = start; i < start + size; i++) {
                values[i] = 0.1 + random.nextDouble();
                sum += values[i];
            }
            for (int i = start; i < start + size; i++) {
                values[i] /= sum;
            }
        }
    }

    private static void oneHot(double[] values, Shape shape, RandomGenerator random) {
        int size = shape.last();
        for (int start = 0; start < values.length; start += size) {
            values[start + random.nextInt(size)] = 1;
        }
    }
}
