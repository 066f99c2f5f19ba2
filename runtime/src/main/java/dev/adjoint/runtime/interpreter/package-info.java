/** The reference backend: what every op means, in single and in double precision. */
@NullMarked
package dev.adjoint.runtime.interpreter;

import org.jspecify.annotations.NullMarked;
