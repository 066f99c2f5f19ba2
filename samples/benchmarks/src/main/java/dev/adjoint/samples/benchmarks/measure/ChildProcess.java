package dev.adjoint.samples.benchmarks.measure;

import dev.adjoint.api.AdjointException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Java process of its own that measures and prints results. */
public record ChildProcess(List<String> command) {
    public ChildProcess {
        command = List.copyOf(command);
    }

    /** A process with this one's Java, options and class path. */
    public static ChildProcess ofThisKind(Class<?> main, List<String> arguments) {
        return of(ManagementFactory.getRuntimeMXBean().getInputArguments(), classPath(), main, arguments);
    }

    /** A process with this one's Java. */
    public static ChildProcess of(List<String> jvmOptions, String classPath, Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-classpath", classPath, main.getName()));
        command.addAll(arguments);
        return new ChildProcess(command);
    }

    public static String classPath() {
        return System.getProperty("java.class.path");
    }

    /**
     * Runs it to its end; all that it prints is passed on.
     *
     * @throws DisagreementException if it ends with an error, which it has told by then
     */
    public List<Result> results(PrintStream out) {
        List<Result> results = new ArrayList<>();
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (BufferedReader lines = process.inputReader()) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    out.println(line);
                    Result.parse(line).ifPresent(results::add);
                }
            }
            int status = process.waitFor();
            if (status != 0) {
                throw new DisagreementException("a measurement ended with status " + status + ": " + command);
            }
        } catch (IOException e) {
            throw new AdjointException("cannot run " + command + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AdjointException("interrupted while waiting for " + command, e);
        }
        return results;
    }
}
