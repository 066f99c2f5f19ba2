package dev.adjoint.api.backend;

import dev.adjoint.api.graph.Shape;
import java.util.List;
import java.util.Optional;

/**
 * What a kernel does.
 *
 * @param kernel what it is called, as in {@link KernelCost}; nothing where the program is one method
 * @param form the op that gives it its form, {@code elementwise} where none does
 * @param domain the shape that it runs over
 * @param reads the names of the buffers that it loads from
 * @param fills the names of those that it writes to
 * @param formulas what it computes, a line for each value; nothing for a loop
 * @param division how several threads share it, if they run the program
 * @param before for a loop, the kernels that run before its first step
 * @param steps for a loop, the kernels of each step
 */
public record KernelOutline(
        String kernel,
        String form,
        Shape domain,
        List<String> reads,
        List<String> fills,
        List<String> formulas,
        Optional<String> division,
        List<KernelOutline> before,
        List<KernelOutline> steps) {
    public KernelOutline {
        reads = List.copyOf(reads);
        fills = List.copyOf(fills);
        formulas = List.copyOf(formulas);
        before = List.copyOf(before);
        steps = List.copyOf(steps);
    }
}
