package dev.adjoint.cli;

import dev.adjoint.api.AdjointException;
import dev.adjoint.api.CompilationException;
import dev.adjoint.api.DivergenceException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns failures into a line that begins with {@code error:} and an exit code; a stack trace is for --verbose alone. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler, IExecutionStrategy {
    /** Runs the command, or shows what there is to run; an Error, which picocli would let pass, is a failure too. */
    @Override
    public int execute(ParseResult parsed) {
        List<CommandLine> commands = parsed.asCommandLineList();
        CommandLine last = commands.get(commands.size() - 1);
        boolean group = !(last.getCommand() instanceof Runnable);
        if (group && !last.isUsageHelpRequested() && !last.isVersionHelpRequested()) {
            last.usage(last.getErr());
            return ExitCode.USAGE;
        }
        try {
            return new RunLast().execute(parsed);
        } catch (OutOfMemoryError | StackOverflowError | LinkageError e) {
            return report(e, parsed.commandSpec().commandLine().getErr(), verbose(parsed));
        }
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        return report(failure, command.getErr(), verbose(parsed));
    }

    @Override
    public int handleParseException(ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("error: " + failure.getMessage());
        if (!printSubcommand(failure, err)) {
            UnmatchedArgumentException.printSuggestions(failure, err);
        }
        err.println("See '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE;
    }

    /** For {@code adjoint inspect --tuning FILE}: that tuning is a subcommand; returns whether there was one to tell of. */
    private static boolean printSubcommand(ParameterException failure, PrintWriter err) {
        if (!(failure instanceof UnmatchedArgumentException unmatched)) {
            return false;
        }
        Map<String, CommandLine> subcommands = failure.getCommandLine().getSubcommands();
        Optional<String> name = unmatched.getUnmatched().stream()
                .filter(argument -> argument.startsWith("--"))
                .map(argument -> argument.substring(2))
                .filter(subcommands::containsKey)
                .findFirst();
        name.map(subcommands::get).map(CommandLine::getCommandSpec).ifPresent(command -> {
            String parameters = command.positionalParameters().stream()
                    .map(parameter -> " " + parameter.paramLabel())
                    .collect(Collectors.joining());
            err.println("'" + command.name() + "' is a subcommand: " + command.qualifiedName() + parameters);
        });
        return name.isPresent();
    }

    private static int report(Throwable failure, PrintWriter err, boolean verbose) {
        boolean expected = failure instanceof AdjointException
                || failure instanceof IOException
                || failure instanceof UncheckedIOException;
        if (expected) {
            err.println("error: " + failure.getMessage());
        } else if (failure instanceof OutOfMemoryError) {
            err.println("error: out of memory; give Java more, such as ADJOINT_OPTS=-Xmx4g");
        } else {
            err.println("error: unexpected " + failure + (verbose ? "" : "; --verbose shows where"));
        }
        if (verbose) {
            failure.printStackTrace(err);
        }
        boolean late = failure instanceof DivergenceException || failure instanceof CompilationException;
        return expected && !late ? ExitCode.USAGE : ExitCode.SOFTWARE;
    }

    private static boolean verbose(ParseResult parsed) {
        return parsed.asCommandLineList().stream()
                .anyMatch(command -> command.getParseResult().hasMatchedOption("--verbose"));
    }
}
