package dev.adjoint.runtime.train;

import dev.adjoint.api.backend.Executable;
import dev.adjoint.runtime.model.ModelSpec;
import dev.adjoint.runtime.model.Trace;

/**
 * The program of a training run, ready to run. A model keeps the last one for its next run, which mostly needs the same.
 *
 * @param fast whether it is the fastest code from the first run on, not what is ready soon
 */
record CompiledStep(Kind kind, boolean fast, TrainingProgram step, Executable executable) {
    /**
     * What the training program of a model depends on.
     *
     * @param rows the rows of a batch
     * @param weighted whether rows have weights
     */
    record Kind(int rows, boolean weighted, int accumulate, double clipNorm) {}

    static CompiledStep of(
            ModelSpec spec, Engine engine, Trace trace, TrainingOptions options, Kind kind, boolean fast) {
        TrainingProgram step = Programs.training(trace, spec.losses(), spec.optimizer(), options, kind.weighted());
        Executable executable =
                fast ? engine.compile(step.program(), kind.rows()) : engine.start(step.program(), kind.rows());
        return new CompiledStep(kind, fast, step, executable);
    }

    boolean suits(Kind asked, boolean fastAsked) {
        return kind.equals(asked) && (fast || !fastAsked);
    }
}
