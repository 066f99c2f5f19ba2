package dev.adjoint.codegen.tuning;

import dev.adjoint.api.backend.TuningOutcome;
import java.util.List;
import java.util.Optional;

/**
 * What was found out about ways of computing the same.
 *
 * @param <W> such a way
 * @param subject what they compute, by which it is known
 * @param formula the same for people, on one line
 * @param measured those that were timed, the standard one first
 * @param chosen the fastest, if it is clearly faster than the standard one; else that one
 */
record Times<W>(String subject, String formula, List<Time<W>> measured, W chosen) {
    /** How long a run takes. */
    record Time<W>(W way, double microseconds) {}

    Times {
        measured = List.copyOf(measured);
    }

    /** Whether another way is to be taken than on most machines. */
    boolean isChange() {
        return !measured.isEmpty() && !chosen.equals(measured.get(0).way());
    }

    /** The same for those who do not write code. */
    TuningOutcome.Choice choice(String kind) {
        List<TuningOutcome.Timing> timings = measured.stream()
                .map(time -> new TuningOutcome.Timing(
                        time.way().toString(), Optional.of(time.microseconds()).filter(Double::isFinite)))
                .toList();
        return new TuningOutcome.Choice(kind, subject, formula, timings, chosen.toString());
    }
}
