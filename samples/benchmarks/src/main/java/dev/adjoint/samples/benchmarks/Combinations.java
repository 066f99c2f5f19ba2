package dev.adjoint.samples.benchmarks;

import dev.adjoint.api.ConfigurationException;
import dev.adjoint.samples.benchmarks.scaling.Curve;
import java.util.List;
import java.util.Map;

/** Options that do nothing beside others, or without them, are refused, so that nobody waits for what never comes. */
final class Combinations {
    private record Conflict(String option, String other, String reason) {}

    private static final List<Conflict> CONFLICTS = List.of(
            new Conflict(Options.WORKLOAD, Options.SCALING, "curves are measured instead of workloads"),
            new Conflict(Options.PEERS, Options.SCALING, "curves are those of generated code alone"),
            new Conflict(Options.TUNE, Options.SCALING, "curves are measured as generated without trials"),
            new Conflict(Options.TUNE, Options.PLAIN, "plain loops have nothing to tune"));

    private Combinations() {}

    /**
     * Checks the options that were given, by their names.
     *
     * @throws ConfigurationException if one of them does nothing
     */
    static void check(Map<String, String> given) {
        for (Conflict conflict : CONFLICTS) {
            if (given.containsKey(conflict.option) && given.containsKey(conflict.other)) {
                throw nothing(
                        conflict.option, "beside " + conflict.other, conflict.reason, "only one of the two options");
            }
        }
        if (given.containsKey(Options.THREADS) && Curve.THREADS.word().equals(given.get(Options.SCALING))) {
            throw nothing(
                    Options.THREADS,
                    "beside " + Options.SCALING + " " + Curve.THREADS.word(),
                    "the curve is that of 1, 2, 4 and more threads",
                    "only one of the two options");
        }
        if (given.containsKey(Options.SVG)
                && !given.containsKey(Options.PEERS)
                && !given.containsKey(Options.SCALING)) {
            throw nothing(
                    Options.SVG,
                    "by itself",
                    "it draws a comparison or curves",
                    Options.PEERS + " or " + Options.SCALING + " as well");
        }
    }

    private static ConfigurationException nothing(String option, String where, String reason, String expected) {
        return new ConfigurationException(option + " does nothing " + where + ": " + reason + "; expected " + expected);
    }
}
