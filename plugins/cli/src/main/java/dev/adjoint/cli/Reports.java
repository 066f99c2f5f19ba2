package dev.adjoint.cli;

import dev.adjoint.api.AdjointException;
import dev.adjoint.api.PluginException;
import dev.adjoint.api.backend.Backend;
import dev.adjoint.api.backend.Executable;
import dev.adjoint.api.backend.Tuning;
import dev.adjoint.api.graph.Program;
import dev.adjoint.runtime.plugin.PluginRegistry;
import dev.adjoint.runtime.train.Engine;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The texts that backends have about compiled programs. */
final class Reports {
    private Reports() {}

    /**
     * The text of a name.
     *
     * @param backend the name of the backend that compiled the program
     * @throws PluginException if it has none; the message lists those that it has, and the backends that have this one
     */
    static String of(Executable executable, String name, String backend, PluginRegistry registry) {
        String report = executable.reports().get(name);
        if (report == null) {
            Set<String> known = executable.reports().keySet();
            String others = backendsWith(name, executable.program(), registry);
            throw new PluginException("the backend " + backend + " has no report '" + name + "'; it has "
                    + (known.isEmpty() ? "none" : known)
                    + (others.isEmpty() ? "" : "; try --backend " + others));
        }
        return report;
    }

    /** The names of the backends that have such a text, the one that is taken by default first. */
    private static String backendsWith(String report, Program program, PluginRegistry registry) {
        return registry.names(Backend.class).stream()
                .map(name -> registry.create(Backend.class, name))
                .sorted(Comparator.comparingInt(Backend::priority).reversed())
                .map(Engine::new)
                .filter(engine -> has(report, program, engine))
                .map(Engine::name)
                .collect(Collectors.joining(" or "));
    }

    /** Whether a backend has such a text about a single row, for which nothing is timed. */
    private static boolean has(String report, Program program, Engine engine) {
        try {
            return engine.withTuning(Optional.of(new Tuning(Duration.ZERO, Optional.empty())))
                    .compile(program, 1)
                    .reports()
                    .containsKey(report);
        } catch (AdjointException e) {
            return false;
        }
    }
}
