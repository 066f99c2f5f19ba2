package dev.adjoint.api.backend;

import dev.adjoint.api.graph.Work;

/**
 * What a run of one kernel takes, as a backend foretells it for the machine it runs on.
 *
 * @param kernel what the kernel is called; in the generated source, kernels of one form share the method of the first one
 * @param form the op that gives it its form, {@code elementwise} where none does
 * @param flops the floating-point operations of the mathematics, as {@link Work} counts them
 * @param bytes the bytes of the arrays that it reads and writes, each once for each run of it
 * @param microseconds how long it is going to take on one thread
 */
public record KernelCost(String kernel, String form, long flops, long bytes, double microseconds) {}
