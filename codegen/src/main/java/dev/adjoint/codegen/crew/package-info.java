/** Threads that share the work of a run. */
@NullMarked
package dev.adjoint.codegen.crew;

import org.jspecify.annotations.NullMarked;
