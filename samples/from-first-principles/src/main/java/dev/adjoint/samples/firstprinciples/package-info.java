/** What training is, from one weight to matrices: each number is computed by Adjoint and compared with its formula. */
@NullMarked
package dev.adjoint.samples.firstprinciples;

import org.jspecify.annotations.NullMarked;
