package dev.adjoint.cli;

import dev.adjoint.api.backend.Backend;
import dev.adjoint.api.backend.CompileOptions;
import dev.adjoint.api.backend.Executable;
import dev.adjoint.api.graph.Program;
import dev.adjoint.runtime.train.Engine;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A backend that remembers which programs it tuned, for a command that does not compile programs itself. */
final class ObservedBackend implements Backend {
    private final Backend backend;
    private final Map<String, Executable> tuned = Collections.synchronizedMap(new LinkedHashMap<>());

    ObservedBackend(Backend backend) {
        this.backend = backend;
    }

    /** An engine that is told the same, with this backend. */
    Engine engine(Engine told) {
        return new Engine(this, told.vectors(), told.threads(), told.dump(), told.tuning(), told.recomputation());
    }

    /** What is told of each program that was compiled with tuning, in the order in which they were compiled first. */
    List<TuningReport> tuned() {
        synchronized (tuned) {
            return tuned.values().stream()
                    .flatMap(executable -> executable.tuning().stream())
                    .map(TuningReport::new)
                    .toList();
        }
    }

    @Override
    public Executable compile(Program program, CompileOptions options) {
        Executable executable = backend.compile(program, options);
        if (options.tuning().isPresent()) {
            tuned.put(program.name(), executable);
        }
        return executable;
    }

    @Override
    public String pluginName() {
        return backend.pluginName();
    }

    @Override
    public int priority() {
        return backend.priority();
    }

    @Override
    public List<Backend> variants() {
        return backend.variants();
    }
}
