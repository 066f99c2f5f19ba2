/** From a kernel to Java statements. */
@NullMarked
package dev.adjoint.codegen.emit;

import org.jspecify.annotations.NullMarked;
