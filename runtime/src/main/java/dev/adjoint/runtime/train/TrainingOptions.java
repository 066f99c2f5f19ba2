package dev.adjoint.runtime.train;

import dev.adjoint.api.ConfigurationException;

/**
 * How a model is trained. Training ends at the first limit that is reached: epochs, steps, or a loss that no longer
 * falls. The loss that is watched is that of the validation part where there is one (early stopping), and that of
 * training otherwise (convergence).
 *
 * @param batch the rows of a step: 1 for online training, 0 for all rows at once (full batch); the last batch of an
 *     epoch holds what is left
 * @param epochs how often all rows are seen at most; 0 for no limit
 * @param steps how many updates are made at most; 0 for no limit
 * @param seed what everything random is derived from: first parameters, shuffling, dropout, the validation part
 * @param shuffle whether each epoch sees the rows in another order
 * @param validation the fraction of the rows that is kept from training to watch the loss on; 0 for none
 * @param accumulate how many batches make one update; the result is that of one batch of as many rows
 * @param tolerance by how much the watched loss must fall below its best to count as better
 * @param patience after how many epochs in a row that are not better training ends; 0 for never
 * @param restoreBest whether training that watches a validation part with patience ends with the parameters of the
 *     best epoch, not with the last ones
 * @param clipNorm gradients whose norm, over all parameters together, is larger than this are scaled down to it; 0
 *     for no limit
 */
public record TrainingOptions(
        int batch,
        int epochs,
        long steps,
        long seed,
        boolean shuffle,
        double validation,
        int accumulate,
        double tolerance,
        int patience,
        boolean restoreBest,
        double clipNorm) {
    public static final TrainingOptions DEFAULTS = new TrainingOptions();

    /** Batches of 32, 10 epochs, shuffled with seed 0. */
    public TrainingOptions() {
        this(32, 10, 0, 0, true, 0, 1, 0, 0, true, 0);
    }

    public TrainingOptions {
        expect(batch >= 0, "batch", batch, "a number of rows, or 0 for all rows in one batch");
        expect(epochs >= 0, "epochs", epochs, "a number of epochs, or 0 for no limit");
        expect(steps >= 0, "steps", steps, "a number of steps, or 0 for no limit");
        expect(
                validation >= 0 && validation < 1,
                "validation",
                validation,
                "a fraction of the rows, at least 0 and below 1");
        expect(accumulate >= 1, "accumulate", accumulate, "at least 1 batch for an update");
        expect(tolerance >= 0 && Double.isFinite(tolerance), "tolerance", tolerance, "a number of at least 0");
        expect(patience >= 0, "patience", patience, "a number of epochs, or 0 to never stop early");
        expect(clipNorm >= 0 && Double.isFinite(clipNorm), "clip-norm", clipNorm, "a norm above 0, or 0 for no limit");
        if (epochs == 0 && steps == 0 && patience == 0) {
            throw new ConfigurationException("training has no end: epochs, steps and patience are all 0; expected at"
                    + " least one of them to be positive");
        }
        if (tolerance > 0 && patience == 0) {
            throw new ConfigurationException("tolerance is " + tolerance + " but patience is 0, so that it has no"
                    + " effect; expected patience to be the number of epochs to wait for a better loss");
        }
    }

    private static void expect(boolean condition, String name, Number value, String expectation) {
        if (!condition) {
            throw new ConfigurationException(name + " is " + value + "; expected " + expectation);
        }
    }

    public TrainingOptions withBatch(int value) {
        return new TrainingOptions(
                value,
                epochs,
                steps,
                seed,
                shuffle,
                validation,
                accumulate,
                tolerance,
                patience,
                restoreBest,
                clipNorm);
    }

    /** These options with one step for each epoch, over all rows. */
    public TrainingOptions withFullBatch() {
        return withBatch(0);
    }

    public TrainingOptions withEpochs(int value) {
        return new TrainingOptions(
                batch, value, steps, seed, shuffle, validation, accumulate, tolerance, patience, restoreBest, clipNorm);
    }

    public TrainingOptions withSteps(long value) {
        return new TrainingOptions(
                batch,
                epochs,
                value,
                seed,
                shuffle,
                validation,
                accumulate,
                tolerance,
                patience,
                restoreBest,
                clipNorm);
    }

    public TrainingOptions withSeed(long value) {
        return new TrainingOptions(
                batch,
                epochs,
                steps,
                value,
                shuffle,
                validation,
                accumulate,
                tolerance,
                patience,
                restoreBest,
                clipNorm);
    }

    public TrainingOptions withShuffle(boolean value) {
        return new TrainingOptions(
                batch, epochs, steps, seed, value, validation, accumulate, tolerance, patience, restoreBest, clipNorm);
    }

    public TrainingOptions withValidation(double value) {
        return new TrainingOptions(
                batch, epochs, steps, seed, shuffle, value, accumulate, tolerance, patience, restoreBest, clipNorm);
    }

    public TrainingOptions withAccumulate(int value) {
        return new TrainingOptions(
                batch, epochs, steps, seed, shuffle, validation, value, tolerance, patience, restoreBest, clipNorm);
    }

    /** These options, ending when the watched loss has not fallen by more than the tolerance for some epochs. */
    public TrainingOptions withPatience(int epochsToWait, double newTolerance) {
        return new TrainingOptions(
                batch,
                epochs,
                steps,
                seed,
                shuffle,
                validation,
                accumulate,
                newTolerance,
                epochsToWait,
                restoreBest,
                clipNorm);
    }

    public TrainingOptions withRestoreBest(boolean value) {
        return new TrainingOptions(
                batch, epochs, steps, seed, shuffle, validation, accumulate, tolerance, patience, value, clipNorm);
    }

    public TrainingOptions withClipNorm(double value) {
        return new TrainingOptions(
                batch, epochs, steps, seed, shuffle, validation, accumulate, tolerance, patience, restoreBest, value);
    }
}
