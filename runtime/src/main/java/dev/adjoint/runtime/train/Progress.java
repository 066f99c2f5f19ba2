package dev.adjoint.runtime.train;

/** Where training stands: one object for the whole run, whose values change with every step. */
public final class Progress {
    private final int rowsPerEpoch;
    private final int stepsPerEpoch;
    private int epoch;
    private long step;
    private int rows;
    private double loss;
    private double lossSum;
    private double learningRate;
    private long started;

    Progress(int rowsPerEpoch, int stepsPerEpoch) {
        this.rowsPerEpoch = rowsPerEpoch;
        this.stepsPerEpoch = stepsPerEpoch;
    }

    void startEpoch(long now) {
        epoch++;
        rows = 0;
        lossSum = 0;
        started = now;
    }

    void step(int stepRows, double stepLoss, double stepLearningRate) {
        step++;
        rows += stepRows;
        loss = stepLoss;
        lossSum += stepLoss * stepRows;
        learningRate = stepLearningRate;
    }

    /** The number of the epoch, 1 for the first. */
    public int epoch() {
        return epoch;
    }

    /** The number of the step, 1 for the first, counted over all epochs. */
    public long step() {
        return step;
    }

    public int stepsPerEpoch() {
        return stepsPerEpoch;
    }

    /** How many rows were seen in this epoch. */
    public int rows() {
        return rows;
    }

    public int rowsPerEpoch() {
        return rowsPerEpoch;
    }

    /** The loss of the last step. */
    public double loss() {
        return loss;
    }

    /** The mean of the losses of this epoch's steps, weighted by their rows. */
    public double meanLoss() {
        return rows == 0 ? Double.NaN : lossSum / rows;
    }

    /** The learning rate of the last step. */
    public double learningRate() {
        return learningRate;
    }

    /** How long this epoch has taken so far. */
    public double seconds() {
        return (System.nanoTime() - started) * 1e-9;
    }

    /** How many rows were seen in a second of this epoch, listeners included. */
    public double samplesPerSecond() {
        return rows / seconds();
    }
}
