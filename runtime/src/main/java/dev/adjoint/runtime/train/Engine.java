package dev.adjoint.runtime.train;

import dev.adjoint.api.PluginException;
import dev.adjoint.api.backend.Backend;
import dev.adjoint.api.backend.CompileOptions;
import dev.adjoint.api.backend.Executable;
import dev.adjoint.api.backend.MemoryUse;
import dev.adjoint.api.backend.Tuning;
import dev.adjoint.api.graph.Program;
import dev.adjoint.runtime.plugin.PluginRegistry;
import dev.adjoint.runtime.rewrite.Recomputation;
import dev.adjoint.runtime.rewrite.Rewriter;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;

/**
 * A backend and what it is told: how programs are made to run.
 *
 * @param vectors whether Vector API code may be generated where the module is present
 * @param threads how many threads may share the work of a run
 * @param dump a folder to write generated sources to
 * @param tuning how the backend chooses among ways of computing the same by timing them, if it may
 * @param recomputation whether training computes cheap activations again rather than keeping them in memory
 */
public record Engine(
        Backend backend,
        boolean vectors,
        int threads,
        Optional<Path> dump,
        Optional<Tuning> tuning,
        boolean recomputation) {
    public Engine(Backend backend) {
        this(backend, true, 1, Optional.empty(), Optional.empty(), false);
    }

    /**
     * The backend of highest priority that is present.
     *
     * @throws PluginException if there is none
     */
    public static Engine best(PluginRegistry registry) {
        return registry.names(Backend.class).stream()
                .map(name -> registry.create(Backend.class, name))
                .max(Comparator.comparingInt(Backend::priority))
                .map(Engine::new)
                .orElseThrow(() -> new PluginException(
                        "no backend is on the class path; expected one such as" + " adjoint-codegen"));
    }

    /**
     * The backend of a name.
     *
     * @throws PluginException if there is none; the message lists the names
     */
    public static Engine named(String name, PluginRegistry registry) {
        return new Engine(registry.create(Backend.class, name));
    }

    /** The name of the backend. */
    public String name() {
        return backend.pluginName();
    }

    /** A program made ready to run with up to so many rows, by the fastest code from the first run on. */
    public Executable compile(Program program, int capacity) {
        return compile(program, options(capacity));
    }

    /**
     * The same by code that is ready sooner, as far as the backend has any; while it runs, what is faster is made ready on
     * another thread, and runs go over to it. This changes no bit.
     */
    public Executable start(Program program, int capacity) {
        return compile(program, options(capacity).withTiered(!recomputation));
    }

    private CompileOptions options(int capacity) {
        return new CompileOptions(capacity, vectors, threads, dump, tuning, false);
    }

    private Executable compile(Program written, CompileOptions options) {
        Program program = Rewriter.forRows(written, options.capacity());
        if (!recomputation) {
            return backend.compile(program, options);
        }
        Program anew = Recomputation.of(program);
        if (anew.equals(program)) {
            return backend.compile(program, options);
        }
        Executable keeping = backend.compile(program, options.withDump(Optional.empty()));
        Executable recomputing = backend.compile(anew, options);
        // Where little is kept for long, what is computed again only adds to it.
        if (bytes(recomputing) <= bytes(keeping)) {
            return recomputing;
        }
        return dump.isEmpty() ? keeping : backend.compile(program, options);
    }

    private static long bytes(Executable executable) {
        return executable.memory().map(MemoryUse::bytes).orElse(0L);
    }

    public Engine withVectors(boolean value) {
        return new Engine(backend, value, threads, dump, tuning, recomputation);
    }

    public Engine withThreads(int value) {
        return new Engine(backend, vectors, value, dump, tuning, recomputation);
    }

    public Engine withDump(Optional<Path> folder) {
        return new Engine(backend, vectors, threads, folder, tuning, recomputation);
    }

    public Engine withTuning(Optional<Tuning> value) {
        return new Engine(backend, vectors, threads, dump, value, recomputation);
    }

    /**
     * Whether elementwise functions of what stays in memory are computed again in the backward pass, where that takes less
     * memory: the same bits, for some more time.
     */
    public Engine withRecomputation(boolean value) {
        return new Engine(backend, vectors, threads, dump, tuning, value);
    }
}
