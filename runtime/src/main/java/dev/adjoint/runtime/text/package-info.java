/** Texts for people: suggestions and listings. */
@NullMarked
package dev.adjoint.runtime.text;

import org.jspecify.annotations.NullMarked;
