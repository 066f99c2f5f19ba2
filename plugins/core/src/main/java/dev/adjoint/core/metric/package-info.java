/** The standard metrics; all add up in double precision. */
@NullMarked
package dev.adjoint.core.metric;

import org.jspecify.annotations.NullMarked;
