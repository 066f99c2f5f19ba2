package dev.adjoint.runtime.train;

import java.util.List;

/**
 * What came of a training run.
 *
 * @param ending why it ended
 * @param bestEpoch the number of the epoch of the best watched loss
 */
public record History(List<Epoch> epochs, Ending ending, int bestEpoch) {
    /** Why a training run ended. */
    public enum Ending {
        /** All epochs were run. */
        EPOCHS,
        /** All steps were made. */
        STEPS,
        /** The watched loss fell no more. */
        PATIENCE
    }

    public History {
        epochs = List.copyOf(epochs);
    }

    public Epoch last() {
        return epochs.get(epochs.size() - 1);
    }

    /** How many updates were made. */
    public long steps() {
        return last().step();
    }

    /** How long all steps took, without validation. */
    public double seconds() {
        return epochs.stream().mapToDouble(Epoch::seconds).sum();
    }

    public double samplesPerSecond() {
        return epochs.stream().mapToLong(Epoch::rows).sum() / seconds();
    }
}
