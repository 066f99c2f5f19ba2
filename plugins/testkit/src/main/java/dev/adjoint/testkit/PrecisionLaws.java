package dev.adjoint.testkit;

import dev.adjoint.api.graph.Shape;
import dev.adjoint.runtime.interpreter.Precision;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** The laws of floating point, for a function together with its gradients. */
final class PrecisionLaws {
    private static final int ROWS = 3;
    /** Of the largest number: some hundred roundings of 2^-24. */
    private static final double TOLERANCE = 2e-5;

    private static final double[] SPECIAL = {
        0.0,
        -0.0,
        Float.MIN_VALUE,
        -1e-40,
        1e-30,
        -1,
        100,
        -1e30,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.NaN
    };

    private PrecisionLaws() {}

    static List<Law> of(Supplier<Subject> subject) {
        return List.of(
                new Law(
                        "it is the same in single and double precision, up to rounding",
                        () -> bothPrecisions(subject.get())),
                new Law("no NaN comes from the ends of its domain", () -> ends(subject.get())),
                new Law("it takes any input, NaN and infinities included", () -> anyInput(subject.get())));
    }

    private static void bothPrecisions(Subject subject) {
        Sample sample = subject.sample(ROWS, Seed.random());
        List<double[]> single = sample.evaluate(Precision.FLOAT, subject.outputs());
        List<double[]> exact = sample.evaluate(Precision.DOUBLE, subject.outputs());
        for (int i = 0; i < exact.size(); i++) {
            Numbers.assertClose("output " + (i + 1), shape(subject, i), exact.get(i), single.get(i), TOLERANCE);
        }
    }

    private static void ends(Subject subject) {
        RandomGenerator random = Seed.random();
        for (int trial = 0; trial < 10; trial++) {
            List<double[]> results = subject.extremes(ROWS, random).evaluate(Precision.FLOAT, subject.outputs());
            for (int i = 0; i < results.size(); i++) {
                Numbers.assertNoNaN("output " + (i + 1), shape(subject, i), results.get(i));
            }
        }
    }

    private static void anyInput(Subject subject) {
        RandomGenerator random = Seed.random();
        for (int trial = 0; trial < 10; trial++) {
            special(subject, ROWS, random).evaluate(Precision.FLOAT, subject.outputs());
        }
    }

    /** Values with all that is special about floating point among those of the real inputs. */
    static Sample special(Subject subject, int rows, RandomGenerator random) {
        Sample sample = subject.sample(rows, random);
        for (Leaf leaf : subject.leaves()) {
            if (leaf.isInput() && leaf.hasGradient()) {
                double[] array = sample.of(leaf);
                for (int i = 0; i < array.length; i++) {
                    array[i] = random.nextBoolean() ? (float) SPECIAL[random.nextInt(SPECIAL.length)] : array[i];
                }
            }
        }
        return sample;
    }

    private static Shape shape(Subject subject, int output) {
        return subject.outputs().get(output).shape().withRows(ROWS);
    }
}
