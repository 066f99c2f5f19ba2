package dev.adjoint.codegen.emit;

import dev.adjoint.codegen.schedule.Fusions;
import java.util.Map;
import java.util.Optional;

/**
 * What was found out about kernels: what to do instead of what suits most machines. A choice that does not fit its kernel is
 * not taken.
 *
 * @param cuts by the text that a kernel is known by, {@link Cuts#kernel}
 */
public record Choices(Map<String, Cut> cuts, Fusions fusions) {
    /** What suits most machines. */
    public static final Choices NONE = new Choices(Map.of(), Fusions.NONE);

    public Choices {
        cuts = Map.copyOf(cuts);
    }

    /** One kernel's choice. */
    public static Choices of(String kernel, Cut cut) {
        return new Choices(Map.of(kernel, cut), Fusions.NONE);
    }

    Optional<Cut> cut(String kernel) {
        return Optional.ofNullable(cuts.get(kernel));
    }

    public boolean isEmpty() {
        return equals(NONE);
    }
}
