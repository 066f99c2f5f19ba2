package dev.adjoint.samples.benchmarks.generated;

import dev.adjoint.samples.benchmarks.measure.DisagreementException;
import dev.adjoint.samples.benchmarks.measure.Step;

/** Whether two ways to train are ways to train the same. */
public final class Agreement {
    private Agreement() {}

    /**
     * Takes steps with both and compares what comes of each.
     *
     * @param tolerance the largest share that a result may differ by; 0 for the same bits
     * @return the results of the last step
     * @throws DisagreementException if the results of a step differ by more
     */
    public static float[] expect(
            String name, Step step, String referenceName, Step reference, int steps, double tolerance) {
        float[] expected = {};
        for (int number = 1; number <= steps; number++) {
            reference.run();
            step.run();
            expected = reference.result();
            float[] actual = step.result();
            for (int i = 0; i < expected.length; i++) {
                if (!same(expected[i], actual[i], tolerance)) {
                    throw new DisagreementException("result " + i + " of step " + number + " is " + actual[i] + " in "
                            + name + " but " + expected[i] + " in " + referenceName + "; expected "
                            + (tolerance == 0 ? "the same bits" : "the same but for a share of " + tolerance));
                }
            }
        }
        return expected;
    }

    private static boolean same(float expected, float actual, double tolerance) {
        return tolerance == 0
                ? Float.floatToIntBits(expected) == Float.floatToIntBits(actual)
                : Math.abs(actual - expected) <= tolerance * Math.abs(expected);
    }
}
