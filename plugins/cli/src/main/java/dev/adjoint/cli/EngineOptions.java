package dev.adjoint.cli;

import dev.adjoint.runtime.plugin.PluginRegistry;
import dev.adjoint.runtime.train.Engine;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a command that runs programs can be told about the way they run. */
final class EngineOptions {
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
            description = "How many threads may share the work; the result is the same for any number.")
    private int threads = 1;

    @Option(
            names = "--recompute",
            description = "Compute cheap activations again in the backward pass: less memory, and the same result.")
    private boolean recompute;

    @Option(names = "--dump", paramLabel = "DIR", description = "Write generated sources to this directory.")
    private @Nullable Path dump;

    /** The engine that was asked for. */
    Engine engine(PluginRegistry registry) {
        Engine engine = backend.isEmpty() ? Engine.best(registry) : Engine.named(backend, registry);
        return engine.withVectors(!noVectors)
                .withThreads(threads)
                .withRecomputation(recompute)
                .withDump(Optional.ofNullable(dump));
    }
}
