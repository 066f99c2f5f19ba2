package dev.adjoint.cli;

import dev.adjoint.api.AdjointException;
import dev.adjoint.api.CompilationException;
import dev.adjoint.api.DivergenceException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
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
        UnmatchedArgumentException.printSuggestions(failure, err);
        err.println("See '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE;
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
