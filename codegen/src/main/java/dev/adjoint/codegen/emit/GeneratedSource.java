package dev.adjoint.codegen.emit;

import dev.adjoint.api.plugin.Kernel;
import dev.adjoint.codegen.schedule.Group;
import dev.adjoint.codegen.schedule.Phases;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The source of a generated class.
 *
 * @param className its qualified name
 * @param source the whole file
 * @param kernels plugins' own kernels, in the order that the constructor takes them
 * @param crew how threads share the work, if it is worth sharing
 * @param written how each kernel was written
 */
public record GeneratedSource(
        String className, String source, List<Kernel> kernels, Optional<Crew> crew, Written written) {
    /** The package of every generated class. */
    public static final String PACKAGE = "dev.adjoint.generated";

    /**
     * How threads share the work.
     *
     * @param threads how many there are
     * @param phases when the kernels run
     * @param divisions how each kernel is shared, in words
     * @param report which kernels are divided, as a text for people
     */
    public record Crew(int threads, Phases phases, Map<Group, String> divisions, String report) {
        public Crew {
            divisions = Map.copyOf(divisions);
        }
    }

    /**
     * How kernels were written.
     *
     * @param methods the names of their methods; none where the whole program is one method
     * @param plain the kernels without vectors
     * @param phases when the kernels of one thread run, where not one after the other
     */
    public record Written(Map<Group, String> methods, Set<Group> plain, Optional<Phases> phases) {
        /** No kernels. */
        public static final Written NOTHING = new Written(Map.of(), Set.of(), Optional.empty());

        public Written {
            methods = Map.copyOf(methods);
            plain = Set.copyOf(plain);
        }
    }

    /** A class that is not made of kernels. */
    public static GeneratedSource of(String className, String source) {
        return new GeneratedSource(className, source, List.of(), Optional.empty(), Written.NOTHING);
    }
}
