package dev.adjoint.codegen.tuning;

import dev.adjoint.codegen.emit.Cut;
import java.util.List;

/**
 * What was found out about a kernel.
 *
 * @param kernel what it is known by
 * @param formula what it computes, on one line
 * @param measured the cuts that were timed, the standard one first
 * @param chosen the fastest, if it is clearly faster than the standard one; else that one
 */
record Times(String kernel, String formula, List<Time> measured, Cut chosen) {
    /** How long a run of the kernel takes. */
    record Time(Cut cut, double microseconds) {}

    Times {
        measured = List.copyOf(measured);
    }

    /** Whether the kernel is to be cut otherwise than on most machines. */
    boolean isChange() {
        return !measured.isEmpty() && !chosen.equals(measured.get(0).cut());
    }
}
