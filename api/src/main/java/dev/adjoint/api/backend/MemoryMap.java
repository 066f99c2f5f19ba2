package dev.adjoint.api.backend;

import java.util.List;
import java.util.Optional;

/**
 * Where a program that is ready to run keeps what it reads and writes.
 *
 * @param buffers what it names, variables and inputs among them
 * @param arrays the number of floats of each array; buffers that are not needed at the same time may share one
 */
public record MemoryMap(List<Stretch> buffers, List<Integer> arrays) {
    public MemoryMap {
        buffers = List.copyOf(buffers);
        arrays = List.copyOf(arrays);
    }

    /**
     * Memory with a name.
     *
     * @param name what it is called in the generated source
     * @param kind who fills it: {@code input}, {@code variable}, {@code constant}, {@code output}, or {@code scratch}, which
     *     kernels fill for each other
     * @param floats how many numbers it holds
     * @param array the number of its array
     * @param lifetime when it is touched, if it is
     */
    public record Stretch(String name, String kind, long floats, int array, Optional<Lifetime> lifetime) {}

    /**
     * When memory is first and last touched.
     *
     * @param first the number of the kernel, from 0; of the phase, where kernels of one phase run at the same time
     * @param last the same for the last time
     */
    public record Lifetime(int first, int last) {
        /** The same, and another time. */
        public Lifetime with(int time) {
            return new Lifetime(Math.min(first, time), Math.max(last, time));
        }
    }
}
