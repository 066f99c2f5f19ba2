package dev.adjoint.runtime.train;

import dev.adjoint.api.backend.Executable;
import dev.adjoint.api.backend.Variables;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/** A program ready to predict with parameters that no longer change, and predictors that wait for work. */
final class Inference {
    private final Executable executable;
    private final Variables variables;
    private final ConcurrentLinkedQueue<Predictor> idle = new ConcurrentLinkedQueue<>();

    Inference(Executable executable, Parameters parameters) {
        this.executable = executable;
        this.variables = executable.allocate();
        parameters.write(variables);
    }

    Predictor open() {
        return new Predictor(executable, variables);
    }

    /** Lends a predictor to a task; any number of threads may. */
    <R> R with(Function<Predictor, R> task) {
        Predictor waiting = idle.poll();
        Predictor predictor = waiting == null ? open() : waiting;
        try {
            return task.apply(predictor);
        } finally {
            idle.add(predictor);
        }
    }
}
