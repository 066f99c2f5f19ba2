package dev.adjoint.codegen.emit;

import java.util.Map;
import java.util.Optional;

/**
 * What was found out about kernels: which cut to take instead of the one that suits most machines. A choice that does not
 * fit its kernel is not taken.
 *
 * @param cuts by the text that a kernel is known by, {@link Cuts#kernel}
 */
public record Choices(Map<String, Cut> cuts) {
    /** The cuts that suit most machines. */
    public static final Choices NONE = new Choices(Map.of());

    public Choices {
        cuts = Map.copyOf(cuts);
    }

    /** One kernel's choice. */
    public static Choices of(String kernel, Cut cut) {
        return new Choices(Map.of(kernel, cut));
    }

    Optional<Cut> cut(String kernel) {
        return Optional.ofNullable(cuts.get(kernel));
    }

    public boolean isEmpty() {
        return cuts.isEmpty();
    }
}
