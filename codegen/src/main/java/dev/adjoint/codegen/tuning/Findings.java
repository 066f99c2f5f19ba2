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

    /** Whether as much time would find out no more. */
    boolean isEnoughFor(double otherBudget) {
        return budget >= otherBudget || seconds < budget;
    }
}
