/** From Java source to a class in this process. */
@NullMarked
package dev.adjoint.codegen.compile;

import org.jspecify.annotations.NullMarked;
