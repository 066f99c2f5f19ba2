/** Positions in arrays as integer formulas of loop counters. */
@NullMarked
package dev.adjoint.codegen.index;

import org.jspecify.annotations.NullMarked;
