/** The workloads as graphs of TensorFlow. */
@NullMarked
package dev.adjoint.samples.peers.tensorflow;

import org.jspecify.annotations.NullMarked;
