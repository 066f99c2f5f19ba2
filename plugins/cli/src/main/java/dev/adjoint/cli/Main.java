package dev.adjoint.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** {@code adjoint}: the command line's root. */
@Command(
        name = "adjoint",
        description = "Trains neural networks on the JVM with generated code.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        scope = ScopeType.INHERIT,
        sortOptions = false,
        usageHelpAutoWidth = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:success",
            "1:failed while running: the loss diverged, a program did not compile, or something unexpected",
            "2:a wrong command line, model file, plugin or data file"
        },
        subcommands = {
            TrainCommand.class,
            EvaluateCommand.class,
            PredictCommand.class,
            InspectCommand.class,
            PluginsCommand.class
        })
public final class Main {
    private static final String LOG_LEVEL = "org.slf4j.simpleLogger.defaultLogLevel";

    private Main() {}

    /** Runs one command and ends the virtual machine with its exit code. */
    public static void main(String[] args) {
        if (List.of(args).contains("--verbose") && System.getProperty(LOG_LEVEL) == null) {
            System.setProperty(LOG_LEVEL, "debug"); // before the first logger is made
        }
        System.exit(run(writer(System.out), writer(System.err), args));
    }

    /** Runs one command; returns its exit code. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        Failures failures = new Failures();
        return new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures)
                .setExecutionStrategy(failures)
                .execute(args);
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, UTF_8), true);
    }
}
