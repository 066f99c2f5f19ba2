package dev.adjoint.samples.benchmarks;

import dev.adjoint.api.ConfigurationException;
import dev.adjoint.samples.benchmarks.scaling.Curve;
import dev.adjoint.samples.benchmarks.workload.Workload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the command line says.
 *
 * @param workloads what to measure, in this order
 * @param curves what to measure instead, if anything
 * @param threads how many threads may share the work of a step
 * @param vectors whether the Vector API is used
 * @param seconds how long each contestant is measured, without its warm-up
 * @param tuning for how long to time ways of computing the same before generating code, as a contestant of its own
 * @param json a file to write the results to
 * @param peers the folder of the peers to compare with
 * @param svg a file for a chart, or for curves the folder
 */
record Options(
        List<Workload> workloads,
        List<Curve> curves,
        int threads,
        boolean vectors,
        double seconds,
        Optional<Duration> tuning,
        Optional<Path> json,
        Optional<Path> peers,
        Optional<Path> svg) {
    static final String PLAIN = "--plain";
    static final String WORKLOAD = "--workload";
    static final String SCALING = "--scaling";
    static final String THREADS = "--threads";
    private static final String SECONDS = "--seconds";
    private static final String JSON = "--json";
    static final String PEERS = "--peers";
    static final String SVG = "--svg";
    private static final List<String> WITH_VALUE = List.of(WORKLOAD, SCALING, THREADS, SECONDS, JSON, PEERS, SVG);
    static final String TUNE = "--tune";
    private static final String ALL = "all";
    /** Options that take names in a row, as in these examples. */
    private static final Map<String, String> LISTS = Map.of(WORKLOAD, "W3,W4", SCALING, "batch,width");

    private static final int MOST_THREADS = 1024;
    private static final double MOST_SECONDS = 3600;

    private static final String HELP = """
            Times training steps and predictions of generated code, after it was found to give the interpreter's bits.

              --workload W3,W4   what to measure (default: W3), or all: %s
              --threads N        how many threads may share the work of a step (default: 1)
              --seconds S        how long each contestant is measured (default: 3), once the JIT is done and after
                                 a warm-up of twice as long, at most 6 s
              --plain            plain loops instead of the Vector API
              --tune[=S]         a contestant more: generated for what was fastest here in trials of S seconds (2)
              --json FILE        writes the results to a file as well, of workloads or of curves
              --peers DIR        measures other libraries beside it: samples/peers, built by mvn -Ppeers package
              --scaling batch    measures a curve instead, or all: %s
              --svg FILE         draws the comparison with peers; for curves, the folder for their pictures
            """;

    static String help() {
        return HELP.formatted(Workload.names(), Curve.names());
    }

    /**
     * Reads the arguments.
     *
     * @throws ConfigurationException if one is wrong; the message says what is expected
     */
    static Options parse(String... arguments) {
        Map<String, String> given = new HashMap<>();
        Iterator<String> rest = Arrays.asList(arguments).iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            String name = option.startsWith(TUNE + "=") ? TUNE : option;
            if (given.containsKey(name) && !name.equals(PLAIN)) {
                throw new ConfigurationException(name + " is given twice; expected it once"
                        + (LISTS.containsKey(name) ? ", as in " + name + " " + LISTS.get(name) : ""));
            }
            if (option.equals(PLAIN)) {
                given.put(PLAIN, "");
            } else if (name.equals(TUNE)) {
                given.put(TUNE, option.equals(TUNE) ? "2" : option.substring(TUNE.length() + 1));
            } else if (!WITH_VALUE.contains(option)) {
                throw new ConfigurationException("there is no option '" + option + "'; expected " + known());
            } else if (!rest.hasNext()) {
                throw new ConfigurationException(option + " has no value; expected " + known());
            } else {
                given.put(option, rest.next());
            }
        }
        Combinations.check(given);
        Optional<Path> json = Optional.ofNullable(given.get(JSON)).map(text -> Destination.file(JSON, text));
        Optional<Path> peers = Optional.ofNullable(given.get(PEERS)).map(Path::of);
        Optional<Path> svg = Optional.ofNullable(given.get(SVG))
                .map(text -> given.containsKey(SCALING) ? Destination.folder(SVG, text) : Destination.file(SVG, text));
        return new Options(
                list(
                        "workload",
                        given.getOrDefault(WORKLOAD, Workload.W3.name()),
                        Workload::named,
                        Workload.values(),
                        Workload::names),
                given.containsKey(SCALING)
                        ? list("curve", given.getOrDefault(SCALING, ALL), Curve::named, Curve.values(), Curve::names)
                        : List.of(),
                threads(given.getOrDefault(THREADS, "1")),
                !given.containsKey(PLAIN),
                seconds(SECONDS, given.getOrDefault(SECONDS, "3")),
                Optional.ofNullable(given.get(TUNE))
                        .map(text -> Duration.ofMillis(Math.round(seconds(TUNE, text) * 1000))),
                json,
                peers,
                svg);
    }

    /**
     * The same for a process that has no Vector API.
     *
     * @throws ConfigurationException if something was to be tuned
     */
    Options withoutVectors() {
        if (tuning.isPresent()) {
            throw new ConfigurationException(TUNE + " does nothing for plain loops: " + VectorModule.MISSING);
        }
        return new Options(workloads, curves, threads, false, seconds, tuning, json, peers, svg);
    }

    private static String known() {
        return String.join(", ", WITH_VALUE) + ", " + PLAIN + ", " + TUNE + " or --help";
    }

    private static int threads(String text) {
        double value = number(text);
        if (value >= 1 && value <= MOST_THREADS && value == Math.rint(value)) {
            return (int) value;
        }
        throw new ConfigurationException(
                THREADS + " is '" + text + "'; expected a whole number from 1 to " + MOST_THREADS);
    }

    private static double seconds(String option, String text) {
        double value = number(text);
        if (value >= 0.01 && value <= MOST_SECONDS) {
            return value;
        }
        throw new ConfigurationException(option + " is '" + text + "'; expected a number from 0.01 to 3600");
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static <T> List<T> list(
            String kind, String names, Function<String, Optional<T>> find, T[] all, Supplier<String> known) {
        if (names.equals(ALL)) {
            return List.of(all);
        }
        List<T> found = new ArrayList<>();
        for (String name : names.split(",", -1)) {
            found.add(find.apply(name)
                    .orElseThrow(() -> new ConfigurationException(
                            "there is no " + kind + " '" + name + "'; expected all, " + known.get())));
        }
        return found;
    }

    /** What a process of its own is told to measure one of the workloads. */
    List<String> argumentsFor(Workload workload) {
        List<String> arguments = new ArrayList<>(
                List.of(WORKLOAD, workload.name(), THREADS, String.valueOf(threads), SECONDS, String.valueOf(seconds)));
        if (!vectors) {
            arguments.add(PLAIN);
        }
        tuning.ifPresent(budget -> arguments.add(TUNE + "=" + budget.toMillis() / 1e3));
        return arguments;
    }
}
