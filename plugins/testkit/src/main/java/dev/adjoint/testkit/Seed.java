package dev.adjoint.testkit;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Where all random numbers of a test run come from. */
final class Seed {
    static final String PROPERTY = "adjoint.testkit.seed";
    static final long VALUE = Long.getLong(PROPERTY, 1);

    private Seed() {}

    /** New numbers, the same ones each time. */
    static RandomGenerator random() {
        return new SplittableRandom(VALUE);
    }
}
