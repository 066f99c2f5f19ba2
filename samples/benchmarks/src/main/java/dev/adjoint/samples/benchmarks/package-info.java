/** What a generated training step costs next to one that was written by hand for the same network. */
@NullMarked
package dev.adjoint.samples.benchmarks;

import org.jspecify.annotations.NullMarked;
