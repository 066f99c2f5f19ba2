package dev.adjoint.runtime.train;

import dev.adjoint.api.PluginException;
import dev.adjoint.api.backend.Executable;
import dev.adjoint.api.backend.Execution;
import dev.adjoint.api.backend.Variables;
import dev.adjoint.api.math.CounterRandom;
import dev.adjoint.api.plugin.Schedule;
import dev.adjoint.runtime.data.Column;
import dev.adjoint.runtime.model.ModelSpec;
import java.util.List;
import java.util.Optional;

/**
 * Runs the batches of a training run. What a batch does depends on its number, counted over all epochs from 0, and on
 * the variables alone, so that any part of a run can be repeated. Running allocates nothing, but for a shuffle where an
 * epoch begins.
 */
final class Stepper {
    private final Executable executable;
    private final Variables variables;
    private final Execution execution;
    private final Feed feed;
    private final Optional<GroupFeed> group;
    private final Batches batches;
    private final int accumulate;
    private final long seed;
    private final Position start;
    private final double learningRate;
    private final Optional<Schedule> schedule;
    private final float[] stepInput;
    private final float[] learningRateInput;
    private final float[] loss;

    Stepper(
            Executable executable,
            List<Source> sources,
            Batches batches,
            ModelSpec spec,
            TrainingOptions options,
            Optional<Column> weights,
            Position start) {
        this.executable = executable;
        this.variables = executable.allocate();
        this.execution = executable.open(variables);
        this.feed = new Feed(sources, execution);
        this.batches = batches;
        this.accumulate = options.accumulate();
        this.group =
                accumulate > 1 ? Optional.of(new GroupFeed(execution, batches, accumulate, weights)) : Optional.empty();
        this.seed = options.seed();
        this.start = start;
        this.learningRate = spec.optimizer().learningRate();
        this.schedule = spec.schedule();
        this.stepInput = execution.input(Programs.STEP);
        this.learningRateInput = execution.input(Programs.LEARNING_RATE);
        this.loss = execution.output(Programs.LOSS);
    }

    /** Runs a batch and gives its loss; its share of the loss where several batches make one update. */
    float run(long number) {
        prepare(number);
        execution.run(rows(number), key(number));
        return loss[0];
    }

    /** Fills the inputs of a batch without running it. */
    void prepare(long number) {
        int batch = inEpoch(number);
        int[] order = batches.order(start.epochs() + number / batches.perEpoch());
        feed.fill(order, batches.start(batch), rows(number));
        stepInput[0] = start.steps() + steps(number) + 1;
        learningRateInput[0] = (float) learningRate(number);
        if (group.isPresent()) {
            group.get().fill(batch, order);
        }
    }

    int rows(long number) {
        int batch = inEpoch(number);
        return batches.start(batch + 1) - batches.start(batch);
    }

    /** What the random tensors of a batch are a function of. */
    long key(long number) {
        return CounterRandom.stepKey(seed, start.batches() + number + 1);
    }

    /** The number of a batch in its epoch. */
    int inEpoch(long number) {
        return (int) (number % batches.perEpoch());
    }

    /** How many updates were made before a batch. */
    long steps(long number) {
        int groups = (batches.perEpoch() + accumulate - 1) / accumulate;
        return number / batches.perEpoch() * groups + inEpoch(number) / accumulate;
    }

    /** Whether an update is made with this batch. */
    boolean updates(long number) {
        return steps(number + 1) > steps(number);
    }

    double learningRate(long number) {
        if (schedule.isEmpty()) {
            return learningRate;
        }
        long step = start.steps() + steps(number) + 1;
        double factor = schedule.get().factor(step);
        if (!Double.isFinite(factor)) {
            throw new PluginException("schedule " + schedule.get().pluginName() + " gave " + factor + " for step "
                    + step + "; expected a finite factor");
        }
        return learningRate * factor;
    }

    Variables variables() {
        return variables;
    }

    Executable executable() {
        return executable;
    }

    Execution execution() {
        return execution;
    }

    Batches batches() {
        return batches;
    }

    /** The position after so many batches of this run. */
    Position position(long number) {
        long epochs = (number + batches.perEpoch() - 1) / batches.perEpoch();
        return new Position(start.epochs() + epochs, start.steps() + steps(number), start.batches() + number);
    }
}
