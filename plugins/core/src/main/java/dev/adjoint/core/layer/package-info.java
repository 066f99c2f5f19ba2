/** The standard layers. */
@NullMarked
package dev.adjoint.core.layer;

import org.jspecify.annotations.NullMarked;
