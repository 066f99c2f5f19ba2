/** The workloads that Encog can state. */
@NullMarked
package dev.adjoint.samples.peers.encog;

import org.jspecify.annotations.NullMarked;
