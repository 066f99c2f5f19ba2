/** The workloads as networks of Adjoint, and their programs as steps to measure. */
@NullMarked
package dev.adjoint.samples.benchmarks.generated;

import org.jspecify.annotations.NullMarked;
