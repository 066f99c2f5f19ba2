package dev.adjoint.runtime.train;

import dev.adjoint.runtime.train.History.Ending;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The training loop: epochs of batches, until a limit is reached or the watched loss falls no more. */
final class Trainer {
    /** How many batches may have to be repeated, beside those of an epoch, to explain a divergence. */
    private static final int SNAPSHOT_INTERVAL = 256;

    private final Stepper stepper;
    private final TrainingOptions options;
    private final Optional<Validation> validation;
    private final Listener[] listeners;
    private final Progress progress;
    private final Watch watch;
    private final List<Epoch> epochs = new ArrayList<>();
    private long number;
    private Trained snapshot;
    private Trained result;

    /** Measures a loss that training does not lower. */
    @FunctionalInterface
    interface Validation {
        /** The loss and the metrics for some values of the variables. */
        Map<String, Double> measure(Parameters parameters);
    }

    /** The values of all variables before a batch. */
    record Trained(Parameters parameters, long number) {}

    /** A run that begins with some values of all variables of the program. */
    Trainer(
            Stepper stepper,
            Parameters start,
            TrainingOptions options,
            Optional<Validation> validation,
            List<Listener> listeners) {
        Batches batches = stepper.batches();
        this.stepper = stepper;
        this.options = options;
        this.validation = validation;
        this.listeners = listeners.toArray(new Listener[0]);
        this.progress =
                new Progress(batches.start(batches.perEpoch()), Math.toIntExact(stepper.steps(batches.perEpoch())));
        this.watch = new Watch(options);
        this.snapshot = new Trained(start, 0);
        this.result = snapshot;
        start.write(stepper.variables());
    }

    /**
     * Trains.
     *
     * @throws dev.adjoint.api.DivergenceException if a loss or a variable becomes NaN or infinite
     */
    History run() {
        Optional<Ending> ending = Optional.empty();
        while (ending.isEmpty()) {
            ending = epoch();
        }
        boolean hasBest = validation.isPresent() && options.patience() > 0 && options.restoreBest();
        if (!hasBest) {
            result = new Trained(read(), number);
        }
        return new History(epochs, ending.get(), watch.bestEpoch());
    }

    /** What the training run ended with. */
    Trained result() {
        return result;
    }

    private Optional<Ending> epoch() {
        if (number - snapshot.number() >= SNAPSHOT_INTERVAL) {
            snapshot = new Trained(read(), number);
        }
        progress.startEpoch(System.nanoTime());
        for (Listener listener : listeners) {
            listener.onEpochStart(progress);
        }
        boolean allSteps = batches();
        double seconds = progress.seconds();
        Map<String, Double> measured = Map.of();
        double watched = progress.meanLoss();
        if (validation.isPresent()) {
            Parameters parameters = read();
            measured = validation.get().measure(parameters);
            watched = measured.getOrDefault(Programs.LOSS, Double.NaN);
            if (watch.improves(watched, progress.epoch())) {
                result = new Trained(parameters, number);
            }
        } else {
            watch.improves(watched, progress.epoch());
        }
        Epoch epoch = new Epoch(
                progress.epoch(),
                progress.step(),
                progress.rows(),
                progress.meanLoss(),
                measured,
                progress.learningRate(),
                seconds);
        epochs.add(epoch);
        for (Listener listener : listeners) {
            listener.onEpochEnd(epoch);
        }
        return ending(allSteps);
    }

    private Optional<Ending> ending(boolean allSteps) {
        if (allSteps) {
            return Optional.of(Ending.STEPS);
        }
        if (watch.isOver()) {
            return Optional.of(Ending.PATIENCE);
        }
        return epochs.size() == options.epochs() ? Optional.of(Ending.EPOCHS) : Optional.empty();
    }

    /** Runs the batches of an epoch; allocates nothing. Whether the last allowed step was made. */
    private boolean batches() {
        int rows = 0;
        double loss = 0;
        for (int batch = 0; batch < stepper.batches().perEpoch(); batch++) {
            float share = stepper.run(number);
            if (!Float.isFinite(share)) {
                throw new Divergence(stepper).explain(snapshot, number);
            }
            rows += stepper.rows(number);
            loss += share;
            if (stepper.updates(number)) {
                progress.step(rows, loss, stepper.learningRate(number));
                rows = 0;
                loss = 0;
                for (Listener listener : listeners) {
                    listener.onStep(progress);
                }
            }
            number++;
            if (options.steps() > 0 && progress.step() >= options.steps()) {
                return true;
            }
        }
        return false;
    }

    /** What the variables hold now, which must be finite. */
    private Parameters read() {
        Parameters now =
                Parameters.read(stepper.variables(), snapshot.parameters().paths());
        if (!now.notFinite().isEmpty()) {
            throw new Divergence(stepper).explain(snapshot, number - 1);
        }
        return now;
    }
}
