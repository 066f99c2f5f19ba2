/** Symbolic mathematics: shapes, tensors, graphs of ops, and the programs that a backend runs. */
@NullMarked
package dev.adjoint.api.graph;

import org.jspecify.annotations.NullMarked;
