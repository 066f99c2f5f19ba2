package dev.adjoint.samples.benchmarks.measure;

import dev.adjoint.api.AdjointException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Java process of its own that measures something and prints what it found. */
public record ChildProcess(List<String> command, int threads) {
    /** What tells native libraries how many threads to have. */
    private static final List<String> THREAD_VARIABLES =
            List.of("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS");

    /**
     * How it ended.
     *
     * @param lines all that it printed
     */
    public record Ended(int status, List<String> lines) {
        public List<Result> results() {
            return Result.parse(lines);
        }
    }

    public ChildProcess {
        command = List.copyOf(command);
    }

    /** A process with this one's Java, options and class path. */
    public static ChildProcess ofThisKind(Class<?> main, List<String> arguments, int threads) {
        return of(ManagementFactory.getRuntimeMXBean().getInputArguments(), classPath(), main, arguments, threads);
    }

    /** A process with this one's Java. */
    public static ChildProcess of(
            List<String> jvmOptions, String classPath, Class<?> main, List<String> arguments, int threads) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-classpath", classPath, main.getName()));
        command.addAll(arguments);
        return new ChildProcess(command, threads);
    }

    public static String classPath() {
        return System.getProperty("java.class.path");
    }

    /** Runs it to its end, and passes on what it prints. */
    public Ended run(PrintStream out) {
        List<String> lines = new ArrayList<>();
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
            THREAD_VARIABLES.forEach(variable -> builder.environment().put(variable, String.valueOf(threads)));
            Process process = builder.start();
            try (BufferedReader reader = process.inputReader()) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    out.println(line);
                    lines.add(line);
                }
            }
            return new Ended(process.waitFor(), List.copyOf(lines));
        } catch (IOException e) {
            throw new AdjointException("cannot run " + command + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AdjointException("interrupted while waiting for " + command, e);
        }
    }
}
