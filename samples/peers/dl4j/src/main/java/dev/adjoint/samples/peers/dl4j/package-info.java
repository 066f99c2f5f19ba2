/** The workloads as networks of Deeplearning4j. */
@NullMarked
package dev.adjoint.samples.peers.dl4j;

import org.jspecify.annotations.NullMarked;
