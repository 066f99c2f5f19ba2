/** Digits drawn with strokes: a data set in the format of MNIST for a machine without a network. */
@NullMarked
package dev.adjoint.samples.quickstart.digits;

import org.jspecify.annotations.NullMarked;
