package dev.adjoint.api.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The statistics are of fixed keys, so a test that passes once always passes. Deviations are in standard errors. */
class CounterRandomTests {
    private static final int COUNT = 1 << 18;
    private static final double DEVIATIONS = 4.5;

    @Property
    void numbersAreMultiplesOfTwoToTheMinus24FromZeroToBelowOne(
            @ForAll long key, @ForAll int stream, @ForAll int element) {
        float u = CounterRandom.uniform(key, stream, element);
        assertTrue(u >= 0 && u < 1);
        assertEquals(Math.rint(u * 0x1p24), u * 0x1p24);
    }

    @Property
    void theNumberIsAFunctionOfKeyStreamAndElement(@ForAll long key, @ForAll int stream, @ForAll int element) {
        assertEquals(
                CounterRandom.uniform(key, stream, element),
                CounterRandom.uniform(
                        ScalarLanes.INSTANCE,
                        element,
                        CounterRandom.lowKey(key, stream),
                        CounterRandom.highKey(key, stream)));
    }

    @Test
    void theNumbersOfAReleaseStayTheNumbersOfTheNext() {
        float[] numbers = new float[4];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = CounterRandom.uniform(CounterRandom.stepKey(42, 7), 3, i);
        }
        assertArrayEquals(new float[] {0.12603974f, 0.050549865f, 0.9201977f, 0.98271805f}, numbers);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, -1, 1L << 32, 0x0123_4567_89ab_cdefL})
    void consecutiveElementsAreUniform(long key) {
        assertUniform(i -> CounterRandom.uniform(key, 0, i));
    }

    @Test
    void oneElementIsUniformOverStreamsAndOverStepsAndOverSeeds() {
        assertUniform(i -> CounterRandom.uniform(5, i, 0));
        assertUniform(i -> CounterRandom.uniform(CounterRandom.stepKey(5, i), 0, 0));
        assertUniform(i -> CounterRandom.uniform(CounterRandom.stepKey(i, 0), 0, 0));
    }

    @Test
    void streamsStepsAndNeighboursAreIndependent() {
        long key = CounterRandom.stepKey(1, 1);
        IntToDoubleFunction numbers = i -> CounterRandom.uniform(key, 0, i);
        for (int other = 1; other <= 8; other++) {
            int distance = other;
            assertIndependent(numbers, i -> CounterRandom.uniform(key, distance, i));
            assertIndependent(numbers, i -> CounterRandom.uniform(key, 0, i + distance));
            assertIndependent(numbers, i -> CounterRandom.uniform(CounterRandom.stepKey(1, 1 + distance), 0, i));
            assertIndependent(numbers, i -> CounterRandom.uniform(CounterRandom.stepKey(1 + distance, 1), 0, i));
        }
        assertIndependent(numbers, i -> CounterRandom.uniform(key, 0, i + COUNT));
    }

    @Test
    void keysOfStepsDiffer() {
        Set<Long> keys = new HashSet<>();
        for (int seed = 0; seed < 300; seed++) {
            for (int step = 0; step < 300; step++) {
                assertTrue(keys.add(CounterRandom.stepKey(seed, step)));
            }
        }
    }

    private static void assertUniform(IntToDoubleFunction numbers) {
        double sum = 0;
        double squares = 0;
        int[] buckets = new int[256];
        for (int i = 0; i < COUNT; i++) {
            double u = numbers.applyAsDouble(i);
            sum += u;
            squares += (u - 0.5) * (u - 0.5);
            buckets[(int) (u * buckets.length)]++;
        }
        // The standard errors are √(1/12 / n) of the mean, and √(1/180 / n) of the mean squared distance from ½.
        assertWithinDeviations(0.5, sum / COUNT, Math.sqrt(1.0 / 12 / COUNT), "mean");
        assertWithinDeviations(1.0 / 12, squares / COUNT, Math.sqrt(1.0 / 180 / COUNT), "variance");
        assertBucketsEquallyFull(buckets);
    }

    /** Chi-square of the pairs over a 16 by 16 grid, and the correlation. */
    private static void assertIndependent(IntToDoubleFunction numbers, IntToDoubleFunction others) {
        int[] buckets = new int[256];
        double products = 0;
        for (int i = 0; i < COUNT; i++) {
            double u = numbers.applyAsDouble(i);
            double v = others.applyAsDouble(i);
            buckets[16 * (int) (u * 16) + (int) (v * 16)]++;
            products += (u - 0.5) * (v - 0.5);
        }
        assertWithinDeviations(0, products / COUNT, 1.0 / 12 / Math.sqrt(COUNT), "covariance");
        assertBucketsEquallyFull(buckets);
    }

    /** The sum has a mean of 255 and a variance of 510, and is close to normal. */
    private static void assertBucketsEquallyFull(int[] buckets) {
        double expected = (double) COUNT / buckets.length;
        double chiSquare = 0;
        for (int bucket : buckets) {
            chiSquare += (bucket - expected) * (bucket - expected) / expected;
        }
        int degrees = buckets.length - 1;
        assertWithinDeviations(degrees, chiSquare, Math.sqrt(2.0 * degrees), "chi-square");
    }

    private static void assertWithinDeviations(double expected, double found, double deviation, String what) {
        assertEquals(expected, found, DEVIATIONS * deviation, what);
    }
}
