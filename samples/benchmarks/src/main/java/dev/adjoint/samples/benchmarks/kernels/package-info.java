/** Single kernels as generated programs, timed by JMH. */
@NullMarked
package dev.adjoint.samples.benchmarks.kernels;

import org.jspecify.annotations.NullMarked;
