package dev.adjoint.codegen.tuning;

import dev.adjoint.api.backend.TuningOutcome;
import dev.adjoint.codegen.emit.Choices;
import dev.adjoint.codegen.emit.Cut;
import dev.adjoint.codegen.schedule.Fusions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was found out about a program.
 *
 * @param machine what it was found out on
 * @param seconds how long that took
 * @param budget how long it was allowed to take, in seconds
 * @param kernels how they are best cut
 * @param fusions where results of contractions are best used
 */
record Findings(
        String machine, double seconds, double budget, List<Times<Cut>> kernels, List<Times<Fusions.Use>> fusions) {
    Findings {
        kernels = List.copyOf(kernels);
        fusions = List.copyOf(fusions);
    }

    /** What to do otherwise than on most machines. */
    Choices choices() {
        return new Choices(changes(kernels), new Fusions(changes(fusions)));
    }

    /** The same for those who do not write code. */
    TuningOutcome outcome(String origin) {
        List<TuningOutcome.Choice> all = new ArrayList<>();
        kernels.forEach(times -> all.add(times.choice(FindingsText.KERNEL)));
        fusions.forEach(times -> all.add(times.choice(FindingsText.FUSION)));
        return new TuningOutcome(origin, machine, seconds, budget, all);
    }

    /** Which ways to take otherwise than on most machines, by what they compute. */
    static <W> Map<String, W> changes(List<Times<W>> found) {
        Map<String, W> changes = new LinkedHashMap<>();
        found.stream().filter(Times::isChange).forEach(times -> changes.put(times.subject(), times.chosen()));
        return changes;
    }

    /**
     * Whether they were allowed to take as much time, and to find out nothing means something: a machine that was busy then may
     * be idle now, but in very little time it would find out nothing either.
     */
    boolean isEnoughFor(double otherBudget) {
        return budget >= otherBudget && (!kernels.isEmpty() || otherBudget < Contests.FEWEST_NANOS / 1e9);
    }
}
