/** Chooses among ways of computing the same bits by timing them on this machine, and remembers what it found. */
@NullMarked
package dev.adjoint.codegen.tuning;

import org.jspecify.annotations.NullMarked;
