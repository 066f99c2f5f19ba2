package dev.adjoint.runtime.train;

/** Finds out when a loss falls no more. */
final class Watch {
    private final double tolerance;
    private final int patience;
    private double best = Double.POSITIVE_INFINITY;
    private int bestEpoch;
    private int waited;

    Watch(TrainingOptions options) {
        this.tolerance = options.tolerance();
        this.patience = options.patience();
    }

    /** Whether the loss of an epoch is better than the best so far, by more than the tolerance. */
    boolean improves(double loss, int epoch) {
        if (loss < best - tolerance) {
            best = loss;
            bestEpoch = epoch;
            waited = 0;
            return true;
        }
        waited++;
        return false;
    }

    boolean isOver() {
        return patience > 0 && waited >= patience;
    }

    int bestEpoch() {
        return bestEpoch;
    }
}
