/** The workloads that Smile can state. */
@NullMarked
package dev.adjoint.samples.peers.smile;

import org.jspecify.annotations.NullMarked;
