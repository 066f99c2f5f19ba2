package dev.adjoint.codegen.emit;

import dev.adjoint.api.plugin.Kernel;
import dev.adjoint.codegen.schedule.Phases;
import java.util.List;
import java.util.Optional;

/**
 * The source of a generated class.
 *
 * @param className its qualified name
 * @param source the whole file
 * @param kernels plugins' own kernels, in the order that the constructor takes them
 * @param crew how threads share the work, if it is worth sharing
 */
public record GeneratedSource(String className, String source, List<Kernel> kernels, Optional<Crew> crew) {
    /** The package of every generated class. */
    public static final String PACKAGE = "dev.adjoint.generated";

    /**
     * How threads share the work.
     *
     * @param threads how many there are
     * @param phases when the kernels run
     * @param report which kernels are divided, as a text for people
     */
    public record Crew(int threads, Phases phases, String report) {}
}
