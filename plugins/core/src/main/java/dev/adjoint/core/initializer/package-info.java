/** The standard initializers. Fan-out is the size of a shape's last axis, fan-in the product of the others. */
@NullMarked
package dev.adjoint.core.initializer;

import org.jspecify.annotations.NullMarked;
