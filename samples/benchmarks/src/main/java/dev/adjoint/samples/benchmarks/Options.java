package dev.adjoint.samples.benchmarks;

import dev.adjoint.api.ConfigurationException;
import dev.adjoint.samples.benchmarks.workload.Workload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What the command line says.
 *
 * @param workloads what to measure, in this order
 * @param threads how many threads may share the work of a step
 * @param vectors whether the Vector API may be used where it is present
 * @param seconds how long each contestant is measured, without its warm-up
 * @param json a file to write the results to
 */
record Options(List<Workload> workloads, int threads, boolean vectors, double seconds, Optional<Path> json) {
    private static final String KNOWN =
            "--workload all|W3|W3,W4, --threads N, --seconds S, --json FILE, --plain or --help";
    private static final double LONGEST = 3600;

    static final String HELP = """
            Times training steps and predictions of generated code, after it was found to give the interpreter's bits.

            --workload W3,W4   what to measure (default: W3), or all: %s
            --threads N        how many threads may share the work of a step (default: 1)
            --seconds S        how long each contestant is measured, after a warm-up of twice as long, at most 6 s (default: 3)
            --json FILE        writes the results to a file as well
            --plain            plain loops instead of the Vector API
            """.formatted(Workload.names());

    /**
     * Reads the arguments.
     *
     * @throws ConfigurationException if one is wrong; the message says what is expected
     */
    static Options parse(String... arguments) {
        Options options = new Options(List.of(Workload.W3), 1, true, 3, Optional.empty());
        Iterator<String> rest = Arrays.asList(arguments).iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            options = switch (option) {
                case "--plain" -> new Options(options.workloads, options.threads, false, options.seconds, options.json);
                case "--workload" -> {
                    List<Workload> workloads = workloads(value(option, rest));
                    yield new Options(workloads, options.threads, options.vectors, options.seconds, options.json);
                }
                case "--threads" -> {
                    int threads = (int) number(option, value(option, rest), 1, 1024, "a whole number of at least 1");
                    yield new Options(options.workloads, threads, options.vectors, options.seconds, options.json);
                }
                case "--seconds" -> {
                    double seconds = number(option, value(option, rest), 0.01, LONGEST, "a number from 0.01 to 3600");
                    yield new Options(options.workloads, options.threads, options.vectors, seconds, options.json);
                }
                case "--json" -> {
                    Path file = Path.of(value(option, rest));
                    yield new Options(
                            options.workloads, options.threads, options.vectors, options.seconds, Optional.of(file));
                }
                default -> throw new ConfigurationException("there is no option '" + option + "'; expected " + KNOWN);
            };
        }
        return options;
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new ConfigurationException(option + " has no value; expected " + KNOWN);
        }
        return rest.next();
    }

    private static double number(String option, String text, double least, double most, String expected) {
        try {
            double value = Double.parseDouble(text);
            boolean whole = !option.equals("--threads") || value == Math.rint(value);
            if (value >= least && value <= most && whole) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Told below, as a number out of range is.
        }
        throw new ConfigurationException(option + " is '" + text + "'; expected " + expected);
    }

    private static List<Workload> workloads(String names) {
        if (names.equals("all")) {
            return List.of(Workload.values());
        }
        List<Workload> workloads = new ArrayList<>();
        for (String name : names.split(",", -1)) {
            workloads.add(Workload.named(name)
                    .orElseThrow(() -> new ConfigurationException(
                            "there is no workload '" + name + "'; expected all, " + Workload.names())));
        }
        return workloads;
    }

    /** These options for one of the workloads, as arguments; the results go to the standard output only. */
    List<String> argumentsFor(Workload workload) {
        List<String> arguments = new ArrayList<>(
                List.of("--workload", workload.name(), "--threads", "" + threads, "--seconds", "" + seconds));
        if (!vectors) {
            arguments.add("--plain");
        }
        return arguments;
    }
}
