package dev.adjoint.samples.benchmarks;

import java.util.List;

/** Whether several ways to train are ways to train the same: their losses are equal but for rounding. */
final class Agreement {
    /** Rounding errors grow with the steps; a wrong gradient shows in the first digits. */
    private static final double TOLERANCE = 1e-3;

    private Agreement() {}

    /**
     * The loss of a later step, the one of the first contestant.
     *
     * @throws IllegalStateException if another one's is not the same
     */
    static float afterSteps(int number, List<Contestant> contestants) {
        Contestant first = contestants.get(0);
        float expected = first.lossOfStep(number);
        for (Contestant other : contestants.subList(1, contestants.size())) {
            float loss = other.lossOfStep(number);
            if (!(Math.abs(loss - expected) <= TOLERANCE * Math.abs(expected))) {
                throw new IllegalStateException("the loss of step " + number + " is " + loss + " in " + other.name()
                        + " but " + expected + " in " + first.name() + "; expected the same but for a share of "
                        + TOLERANCE);
            }
        }
        return expected;
    }
}
