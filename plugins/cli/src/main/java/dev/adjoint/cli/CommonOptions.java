package dev.adjoint.cli;

import dev.adjoint.runtime.plugin.PluginRegistry;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command can be told, and where it writes to. */
final class CommonOptions {
    @Option(
            names = "--plugins",
            paramLabel = "DIR",
            description = "A directory of jars with more plugins; may be given more than once.")
    private final List<Path> plugins = new ArrayList<>();

    @Option(names = "--json", description = "Write JSON to standard output, for programs.")
    private boolean json;

    @Option(names = "--verbose", description = "Show log messages, and a stack trace where something fails.")
    private boolean verbose;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before a command runs
    private CommandSpec command;

    /** Whether to write JSON. */
    boolean json() {
        return json;
    }

    /** Whether standard error is a terminal; the launcher says so, for Java itself cannot see it. */
    boolean terminal() {
        return Boolean.getBoolean("adjoint.terminal");
    }

    /** Standard output. */
    PrintWriter out() {
        return command.commandLine().getOut();
    }

    /** Standard error. */
    PrintWriter err() {
        return command.commandLine().getErr();
    }

    /** Writes a value as one line of JSON. */
    void printJson(@Nullable Object plain) {
        out().println(Json.text(plain));
    }

    /** The plugins of the class path and of all directories; what cannot be used is warned of. */
    PluginRegistry registry() {
        PluginRegistry registry = PluginRegistry.ofClassPath();
        for (Path directory : plugins) {
            registry = registry.withDirectory(directory);
        }
        registry.problems().forEach(problem -> {
            err().println("warning: " + problem.getMessage());
            if (verbose) {
                problem.printStackTrace(err());
            }
        });
        return registry;
    }
}
