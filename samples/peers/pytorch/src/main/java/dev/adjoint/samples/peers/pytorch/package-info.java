/** The workloads as blocks of DJL, run by PyTorch. */
@NullMarked
package dev.adjoint.samples.peers.pytorch;

import org.jspecify.annotations.NullMarked;
