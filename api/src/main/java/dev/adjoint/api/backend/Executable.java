package dev.adjoint.api.backend;

import dev.adjoint.api.graph.Program;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A program made ready for a machine and a capacity. Immutable; shared by any number of threads. */
public interface Executable {
    Program program();

    /** The largest number of rows of a run. */
    int capacity();

    /** New storage for the program's variables, all zero, in the layout that this executable reads fastest. */
    Variables allocate();

    /**
     * Private memory to run with. Executions that only read the variables may share them; an execution that assigns
     * to them must be alone.
     *
     * @param variables storage that this executable has allocated
     */
    Execution open(Variables variables);

    /**
     * Waits until runs that begin from now on use the fastest code that there is going to be; returns at once where they do
     * from the start. What is told of the executable is told of that code, and may wait for it as well.
     *
     * @param longest when to return at the latest
     * @return whether they do
     */
    default boolean awaitFinal(Duration longest) {
        return true;
    }

    /**
     * The threads of the backend that have a part in runs, beside the caller's; those that the first run starts are told of
     * from then on.
     *
     * @return none where the caller's thread runs alone
     */
    default List<Thread> workers() {
        return List.of();
    }

    /**
     * Texts for people, by name: {@code source}, {@code memory}, {@code schedule}, and {@code tuning} where that was asked
     * for; as far as the backend has them.
     */
    Map<String, String> reports();

    /**
     * What each kernel is going to take in a run with as many rows as the capacity, in the order in which they run. The first
     * call in a process measures the machine for a moment, as it is then.
     *
     * @return none where the backend does not know
     */
    default List<KernelCost> costs() {
        return List.of();
    }

    /** The memory of the variables and of one execution, where the backend knows. */
    default Optional<MemoryUse> memory() {
        return Optional.empty();
    }

    /** Where the variables and one execution keep what they read and write, where the backend knows. */
    default Optional<MemoryMap> memoryMap() {
        return Optional.empty();
    }

    /**
     * What each kernel does, in the order in which they run.
     *
     * @return none where the backend does not make kernels
     */
    default List<KernelOutline> outlines() {
        return List.of();
    }

    /** What was found out by tuning, if it was asked for and there is anything to choose. */
    default Optional<TuningOutcome> tuning() {
        return Optional.empty();
    }
}
