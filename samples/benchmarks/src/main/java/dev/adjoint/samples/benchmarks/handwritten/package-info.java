/** The training step of a network of two dense layers as one would write it by hand: what generated code is up against. */
@NullMarked
package dev.adjoint.samples.benchmarks.handwritten;

import org.jspecify.annotations.NullMarked;
