/** What is measured: the sizes of networks, and the numbers that all contestants train on. Sees nothing but Java. */
@NullMarked
package dev.adjoint.samples.benchmarks.workload;

import org.jspecify.annotations.NullMarked;
