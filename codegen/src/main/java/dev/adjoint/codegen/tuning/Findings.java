package dev.adjoint.codegen.tuning;

import dev.adjoint.codegen.emit.Choices;
import dev.adjoint.codegen.emit.Cut;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was found out about a program.
 *
 * @param machine what it was found out on
 * @param seconds how long that took
 * @param budget how long it was allowed to take, in seconds
 */
record Findings(String machine, double seconds, double budget, List<Times> kernels) {
    Findings {
        kernels = List.copyOf(kernels);
    }

    /** What to do otherwise than on most machines. */
    Choices choices() {
        Map<String, Cut> cuts = new LinkedHashMap<>();
        kernels.stream().filter(Times::isChange).forEach(times -> cuts.put(times.kernel(), times.chosen()));
        return new Choices(cuts);
    }

    /**
     * Whether they were allowed to take as much time, and to find out nothing means something: a machine that was busy then may
     * be idle now, but in very little time it would find out nothing either.
     */
    boolean isEnoughFor(double otherBudget) {
        return budget >= otherBudget && (!kernels.isEmpty() || otherBudget < Contests.FEWEST_NANOS / 1e9);
    }
}
