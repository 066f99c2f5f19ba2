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
 * @param arrays its last parameters, with their types: arrays that differ from call to call
 */
public record Method(
        String name,
        List<String> counters,
        String formula,
        List<String> body,
        Use use,
        Optional<Share> share,
        List<String> arrays) {
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

    Method(String name, List<String> counters, String formula, List<String> body, Use use, Optional<Share> share) {
        this(name, counters, formula, body, use, share, List.of());
    }

    Method(String name, List<String> counters, String formula, List<String> body) {
        this(name, counters, formula, body, Use.KERNEL, Optional.empty());
    }

    Method withBody(List<String> lines) {
        return new Method(name, counters, formula, lines, use, share, arrays);
    }

    /** The method for several kernels, each of which gives it arrays of its own. */
    Method sharedBy(String formulas, List<String> given) {
        return new Method(name, counters, formulas, body, use, share, given);
    }

    /** Whether the JIT may give up on the method, if it uses vectors. */
    boolean isTooLargeForVectors() {
        return Words.count(body) > MOST_VECTOR_WORDS;
    }
}
