package dev.adjoint.api.backend;

import java.util.List;
import java.util.Optional;

/**
 * What a backend found out about a program by timing ways of computing the same bits.
 *
 * @param origin where that is known from, such as a file or trials just made
 * @param machine what it was found out on
 * @param seconds how long that took
 * @param budget how long it was allowed to take, in seconds
 * @param choices what was timed, the dearest first
 */
public record TuningOutcome(String origin, String machine, double seconds, double budget, List<Choice> choices) {
    public TuningOutcome {
        choices = List.copyOf(choices);
    }

    /**
     * Ways of computing the same.
     *
     * @param kind what is chosen: {@code kernel} for how one is computed, {@code fusion} for where its result is used
     * @param subject what is computed, by which it is known
     * @param formula the same for people, on one line
     * @param timings the ways, that which is usual first
     * @param chosen the one that is taken
     */
    public record Choice(String kind, String subject, String formula, List<Timing> timings, String chosen) {
        public Choice {
            timings = List.copyOf(timings);
        }

        /** Whether another way is taken than without tuning. */
        public boolean isChange() {
            return !chosen.equals(timings.get(0).way());
        }
    }

    /**
     * A way of computing something.
     *
     * @param microseconds how long a run takes; empty where runs had become no faster yet when time was up
     */
    public record Timing(String way, Optional<Double> microseconds) {}
}
