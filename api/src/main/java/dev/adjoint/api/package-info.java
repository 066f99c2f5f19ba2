/** The root of the exceptions that a user of Adjoint can cause. */
@NullMarked
package dev.adjoint.api;

import org.jspecify.annotations.NullMarked;
