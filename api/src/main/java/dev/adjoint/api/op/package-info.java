/** The ops: few, orthogonal, closed under transposition; each states the type of its result. */
@NullMarked
package dev.adjoint.api.op;

import org.jspecify.annotations.NullMarked;
