package dev.adjoint.cli;

import dev.adjoint.api.backend.TuningOutcome;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a backend found out by tuning one program. */
record TuningReport(TuningOutcome outcome) {
    private static final int PLENTY = 10;

    private long changes() {
        return outcome.choices().stream().filter(TuningOutcome.Choice::isChange).count();
    }

    /** What to do where nothing was timed. */
    Optional<String> advice() {
        if (!outcome.choices().isEmpty()) {
            return Optional.empty();
        }
        boolean used = outcome.budget() == 0 || outcome.seconds() >= outcome.budget() / 2;
        long more = Math.max(PLENTY, Math.round(5 * outcome.budget()));
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
        long choices = reports.stream()
                .mapToLong(report -> report.outcome().choices().size())
                .sum();
        if (choices == 0) {
            return reports.get(0).advice().orElseThrow();
        }
        return TrainingDisplay.text(
                "timed ways of computing %,d kernels of %,d programs, %,d of them otherwise than usual from now on; %s",
                choices,
                reports.size(),
                reports.stream().mapToLong(TuningReport::changes).sum(),
                cache.map(folder -> "kept in " + folder).orElse("not kept"));
    }

    /** All of it as plain values. */
    Map<String, @Nullable Object> plain() {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        plain.put("origin", outcome.origin());
        plain.put("machine", outcome.machine());
        plain.put("seconds", outcome.seconds());
        plain.put("budget", outcome.budget());
        plain.put("choices", outcome.choices().stream().map(TuningReport::plain).toList());
        return plain;
    }

    private static Map<String, @Nullable Object> plain(TuningOutcome.Choice choice) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        plain.put("kind", choice.kind());
        plain.put("subject", choice.subject());
        plain.put("formula", choice.formula());
        plain.put("chosen", choice.chosen());
        plain.put(
                "timings",
                choice.timings().stream()
                        .map(timing -> {
                            Map<String, @Nullable Object> way = new LinkedHashMap<>();
                            way.put("way", timing.way());
                            way.put("microseconds", timing.microseconds().orElse(null));
                            return way;
                        })
                        .toList());
        return plain;
    }
}
