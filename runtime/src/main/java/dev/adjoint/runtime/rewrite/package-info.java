/** Programs made cheaper and stabler before any backend sees them; all that may change a bit happens here. */
@NullMarked
package dev.adjoint.runtime.rewrite;

import org.jspecify.annotations.NullMarked;
