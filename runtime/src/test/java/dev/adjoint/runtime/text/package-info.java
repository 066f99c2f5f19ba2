/** Tests of texts for people. */
@NullMarked
package dev.adjoint.runtime.text;

import org.jspecify.annotations.NullMarked;
