package dev.adjoint.samples.benchmarks.measure;

import dev.adjoint.samples.benchmarks.workload.Task;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What one contestant took for one workload, as a line that others can compare:
 *
 * <pre>RESULT adjoint W3 t1 us/step 123.4 min 120.1 max 130.0 samples/s 518638 cold 0.52 allocB/step 0</pre>
 *
 * <p>Where single calls were timed, {@code p50} and {@code p99} follow, in microseconds.
 *
 * @param workload its name
 * @param figures by name, in the order of the line
 */
public record Result(String contestant, String workload, int threads, Map<String, Double> figures) {
    private static final String WORD = "RESULT";
    private static final String DETAIL = "DETAIL";
    private static final int FIRST_FIGURE = 4;
    private static final String MEDIAN = "us/step";

    public Result {
        figures = new LinkedHashMap<>(figures);
    }

    public static Result of(
            Contestant contestant, String workload, Task task, int threads, Timing timing, Optional<Latency> latency) {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put(MEDIAN, timing.median());
        figures.put("min", timing.min());
        figures.put("max", timing.max());
        figures.put("samples/s", 1e6 * task.batch() / timing.median());
        figures.put("cold", contestant.coldSeconds());
        figures.put("allocB/step", timing.allocated());
        latency.ifPresent(calls -> {
            figures.put("p50", calls.p50());
            figures.put("p99", calls.p99());
        });
        return new Result(contestant.name(), workload, threads, figures);
    }

    /** Microseconds a step. */
    public double median() {
        return figure(MEDIAN).orElseThrow();
    }

    /** A figure of the line, if it is there. */
    public OptionalDouble figure(String name) {
        Double value = figures.get(name);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** The results that lines state, each with the figures of the lines {@code DETAIL} that go with it. */
    public static List<Result> parse(List<String> lines) {
        Map<String, Result> results = new LinkedHashMap<>();
        for (String line : lines) {
            String[] words = line.split(" ");
            if (words.length < FIRST_FIGURE || !(words[0].equals(WORD) || words[0].equals(DETAIL))) {
                continue;
            }
            String key = String.join(" ", words[1], words[2], words[3]);
            Result before = results.get(key);
            Map<String, Double> figures = new LinkedHashMap<>(before == null ? Map.of() : before.figures);
            for (int i = FIRST_FIGURE; i + 1 < words.length; i += 2) {
                figures.put(words[i], Double.valueOf(words[i + 1]));
            }
            results.put(key, new Result(words[1], words[2], Integer.parseInt(words[3].substring(1)), figures));
        }
        return List.copyOf(results.values());
    }

    public String line() {
        StringBuilder line = new StringBuilder(String.join(" ", WORD, contestant, workload, "t" + threads));
        figures.forEach(
                (name, value) -> line.append(' ').append(name).append(' ').append(text(name, value)));
        return line.toString();
    }

    private static String text(String name, double value) {
        String format = name.equals("samples/s") || name.equals("allocB/step")
                ? "%.0f"
                : name.equals("cold") ? "%.2f" : value < 10 ? "%.3f" : "%.1f";
        return String.format(Locale.ROOT, format, value);
    }
}
