/** How it is measured: rounds, timings, memory, ceilings of the machine, and the lines that state a result. */
@NullMarked
package dev.adjoint.samples.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
