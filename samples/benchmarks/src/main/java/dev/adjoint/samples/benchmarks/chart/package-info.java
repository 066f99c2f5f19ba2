/** Charts with logarithmic axes as SVG files. */
@NullMarked
package dev.adjoint.samples.benchmarks.chart;

import org.jspecify.annotations.NullMarked;
