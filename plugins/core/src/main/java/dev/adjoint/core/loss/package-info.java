/** The standard losses; each gives the loss of every row, and states how it treats the numbers within a row. */
@NullMarked
package dev.adjoint.core.loss;

import org.jspecify.annotations.NullMarked;
