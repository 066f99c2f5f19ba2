/** Derivatives of graphs as graphs: reverse mode, forward mode, and the one table of rules that both read. */
@NullMarked
package dev.adjoint.runtime.autodiff;

import org.jspecify.annotations.NullMarked;
