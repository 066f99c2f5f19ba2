/** The standard regularizers. */
@NullMarked
package dev.adjoint.core.regularizer;

import org.jspecify.annotations.NullMarked;
