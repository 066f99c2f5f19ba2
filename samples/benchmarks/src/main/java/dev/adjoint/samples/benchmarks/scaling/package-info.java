/** How the time of a step grows with the batch, the width, the depth, the length of a sequence, and threads. */
@NullMarked
package dev.adjoint.samples.benchmarks.scaling;

import org.jspecify.annotations.NullMarked;
