package dev.adjoint.codegen.emit;

import java.util.List;
import java.util.Optional;

/**
 * A generated method.
 *
 * @param counters the names of its int parameters beside {@code rows} and {@code key}
 * @param formula what it computes, for its comment; empty for a part of another
 * @param use when it is called, if that is not by another method of the same kernel
 * @param share which part of a loop each thread runs, if the threads divide it
 */
public record Method(
        String name, List<String> counters, String formula, List<String> body, Use use, Optional<Share> share) {
    /** When a method is called. */
    enum Use {
        /** By the run, or by another method of its kernel. */
        KERNEL,
        /** Before the kernel; all threads have to be done with it. */
        BEFORE,
        /** Once before the loop around the kernel; all threads have to be done with it. */
        BEFORE_LOOP,
        /** With the crew's barrier: calls kernels. */
        SEQUENCE
    }

    /**
     * The most words of vector code. A word compiles to 1.7 to 2.2 bytes, and C1 gives up on methods that use vectors from
     * about 2,900 bytes on; those of JDK 17 then often never reach C2.
     */
    private static final int MOST_VECTOR_WORDS = 1090;

    Method(String name, List<String> counters, String formula, List<String> body) {
        this(name, counters, formula, body, Use.KERNEL, Optional.empty());
    }

    /** Whether the JIT may give up on the method, if it uses vectors. */
    boolean isTooLargeForVectors() {
        return Words.count(body) > MOST_VECTOR_WORDS;
    }
}
