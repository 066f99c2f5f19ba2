package dev.adjoint.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a backend tells of tuning one program, a line that begins with {@code kernel} for each kernel that was timed, and one
 * with {@code chosen} where another way than the usual was faster.
 */
record TuningReport(String text) {
    private static final Pattern SECONDS = Pattern.compile("(?m)^seconds (\\d+\\.\\d+) of (\\d+\\.\\d+)$");
    private static final int PLENTY = 10;

    /** How many kernels were timed. */
    long kernels() {
        return count("kernel ");
    }

    /** How many of them are computed in another way than without tuning. */
    long changes() {
        return count("chosen ");
    }

    /** What to do where nothing was timed. */
    Optional<String> advice() {
        if (kernels() > 0) {
            return Optional.empty();
        }
        Matcher seconds = SECONDS.matcher(text);
        double budget = seconds.find() ? Double.parseDouble(seconds.group(2)) : 0;
        boolean used = budget == 0 || Double.parseDouble(seconds.group(1)) >= budget / 2;
        long more = Math.max(PLENTY, Math.round(5 * budget));
        return Optional.of(
                used
                        ? "no kernel could be timed in this time; give more, for example --tune=" + more
                        : "no kernel was timed; there is none to choose for, or it needs more time, for example --tune="
                                + more);
    }

    /**
     * What was found for several programs, as one line.
     *
     * @param reports those of the programs, at least one, the most important first
     * @param cache the folder that keeps what was found
     */
    static String summary(List<TuningReport> reports, Optional<Path> cache) {
        long kernels = reports.stream().mapToLong(TuningReport::kernels).sum();
        if (kernels == 0) {
            return reports.get(0).advice().orElseThrow();
        }
        return TrainingDisplay.text(
                "tuned %,d kernels of %,d programs, %,d of them with another cut than usual; %s",
                kernels,
                reports.size(),
                reports.stream().mapToLong(TuningReport::changes).sum(),
                cache.map(folder -> "kept in " + folder).orElse("not kept"));
    }

    private long count(String word) {
        return text.lines().filter(line -> line.startsWith(word)).count();
    }
}
