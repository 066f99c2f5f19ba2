package dev.adjoint.samples.benchmarks.handwritten;

/** What a step's Adam update needs beside the gradient, for w ← w - rate m / (√v + epsilon). */
final class AdamRates {
    static final float LEARNING_RATE = 1e-3f;
    /** β₁ and 1 - β₁, for the mean. */
    static final float MEAN_KEPT = 0.9f;

    static final float MEAN_NEW = 0.1f;
    /** β₂ and 1 - β₂, for the mean square. */
    static final float SQUARE_KEPT = 0.999f;

    static final float SQUARE_NEW = 0.001f;
    /** Added to a moment and taken away again, so that it never decays to slow denormal numbers. */
    static final float GUARD = 1e-23f;

    private int step;
    private float rate;
    private float epsilon;

    /** Goes on to the next step, whose corrections of bias are 1 - β₁ᵗ and 1 - β₂ᵗ. */
    void next() {
        step++;
        double root = Math.sqrt(1 - Math.pow(0.999, step));
        rate = (float) (LEARNING_RATE * root / (1 - Math.pow(0.9, step)));
        epsilon = (float) (1e-8 * root);
    }

    float rate() {
        return rate;
    }

    float epsilon() {
        return epsilon;
    }
}
