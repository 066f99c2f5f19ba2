/** All libraries side by side: each in its own process, one after the other, on the same data. */
@NullMarked
package dev.adjoint.samples.benchmarks.comparison;

import org.jspecify.annotations.NullMarked;
