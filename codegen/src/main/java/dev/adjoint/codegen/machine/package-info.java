/** Measures what the machine at hand can do. */
@NullMarked
package dev.adjoint.codegen.machine;

import org.jspecify.annotations.NullMarked;
