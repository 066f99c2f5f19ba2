package dev.adjoint.cli;

import dev.adjoint.api.backend.Tuning;
import dev.adjoint.runtime.plugin.PluginRegistry;
import dev.adjoint.runtime.train.Engine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a command that runs programs can be told about the way they run. */
final class EngineOptions {
    private static final String STANDARD_SECONDS = "2";

    @Option(
            names = "--backend",
            paramLabel = "NAME",
            description = "The backend to run on, such as interpreter; by default the fastest that is present.")
    private String backend = "";

    @Option(names = "--no-vectors", description = "Generate plain loops, even where the Vector API is present.")
    private boolean noVectors;

    @Option(
            names = "--threads",
            paramLabel = "N",
            converter = Positive.class,
            description = "How many threads may share the work; the result is the same for any number.")
    private int threads = 1;

    @Option(
            names = "--recompute",
            description = "Compute cheap activations again in the backward pass: less memory, and the same result.")
    private boolean recompute;

    @Option(names = "--dump", paramLabel = "DIR", description = "Write generated sources to this directory.")
    private @Nullable Path dump;

    @Option(
            names = "--tune",
            paramLabel = "SECONDS",
            arity = "0..1",
            fallbackValue = STANDARD_SECONDS,
            preprocessor = AttachedOnly.class,
            converter = Seconds.class,
            description = {
                "Time ways of computing the same on this machine, for so long for each program (2 seconds if it does not say),"
                        + " and take the fastest; what is found is kept for the next time.",
                "The result is the same."
            })
    private @Nullable Duration tune;

    @Option(
            names = "--tune-cache",
            paramLabel = "DIR",
            description = "Where to keep what --tune finds; by default $XDG_CACHE_HOME/adjoint or ~/.cache/adjoint.")
    private @Nullable Path tuneCache;

    /** The engine that was asked for; fails if sources are to be dumped where nothing can be written. */
    Engine engine(PluginRegistry registry) {
        if (dump != null) {
            OutputPath.requireFolder(dump, "--dump");
        }
        Engine engine = backend.isEmpty() ? Engine.best(registry) : Engine.named(backend, registry);
        engine = engine.withVectors(!noVectors)
                .withThreads(threads)
                .withRecomputation(recompute)
                .withDump(Optional.ofNullable(dump));
        return tune == null ? engine : tuned(engine, Tuning.standard().withBudget(tune));
    }

    /** The engine that was asked for, with the standard time to tune each program where none was. */
    Engine tuning(PluginRegistry registry) {
        Engine engine = engine(registry);
        return engine.tuning().isPresent() ? engine : tuned(engine, Tuning.standard());
    }

    private Engine tuned(Engine engine, Tuning tuning) {
        return engine.withTuning(Optional.of(tuneCache == null ? tuning : tuning.withCache(Optional.of(tuneCache))));
    }
}
