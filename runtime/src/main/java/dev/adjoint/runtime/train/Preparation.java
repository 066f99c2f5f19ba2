package dev.adjoint.runtime.train;

import dev.adjoint.runtime.data.Dataset;
import dev.adjoint.runtime.model.ModelSpec;
import dev.adjoint.runtime.model.Trace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All that a training run begins with.
 *
 * @param compiled what the stepper runs
 * @param stepper makes the steps, on variables of its own, which have no values yet
 * @param start the values that they begin with
 */
record Preparation(CompiledStep compiled, Stepper stepper, Parameters start) {
    private static final int MANY_EPOCHS = 100;
    /**
     * So many batches are over before code that is ready soon, and is replaced meanwhile, would have been overtaken by the
     * fastest code. Longer training, in one call or in several, begins with that: what the JIT compiles of the other delays
     * it.
     */
    private static final int FEW_BATCHES = 200;

    private static final Logger LOG = LoggerFactory.getLogger(Preparation.class);

    /**
     * Prepares a training run.
     *
     * @param sources of the inputs and the targets
     * @param before what a model holds now
     * @param earlier the program of an earlier run, if there was one
     * @param warm whether the first steps are to be as fast as they can be, however few there are
     */
    static Preparation of(
            ModelSpec spec,
            Engine engine,
            Trace trace,
            List<Source> sources,
            Dataset data,
            TrainingOptions options,
            Model.State before,
            @Nullable CompiledStep earlier,
            boolean warm) {
        List<Source> all = new ArrayList<>(sources);
        data.weights().ifPresent(weights -> all.add(Source.weights(weights)));
        Batches batches = new Batches(data.size(), options.batch(), options.shuffle(), options.seed());
        LOG.debug("training {} with batches of {} rows on backend {}", spec.name(), batches.size(), engine.name());
        boolean fast = warm || before.position().batches() + count(batches, options) > FEW_BATCHES;
        CompiledStep.Kind kind = new CompiledStep.Kind(
                batches.size(), data.weights().isPresent(), options.accumulate(), options.clipNorm());
        CompiledStep compiled = earlier != null && earlier.suits(kind, fast)
                ? earlier
                : CompiledStep.of(spec, engine, trace, options, kind, fast);
        Stepper stepper =
                new Stepper(compiled.executable(), all, batches, spec, options, data.weights(), before.position());
        Parameters start = Parameters.initial(compiled.step().variables(), options.seed())
                .updatedBy(before.trained())
                .updatedBy(before.parameters());
        return new Preparation(compiled, stepper, start);
    }

    /** About how many batches training has at most. */
    private static long count(Batches batches, TrainingOptions options) {
        long epochs = options.epochs() > 0 ? options.epochs() : MANY_EPOCHS;
        long most = options.steps() > 0 ? options.steps() * options.accumulate() : Long.MAX_VALUE;
        return Math.min(batches.perEpoch() * epochs, most);
    }
}
