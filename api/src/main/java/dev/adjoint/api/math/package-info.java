/** The elementary functions and random numbers that every backend computes to the same bit, each one formula. */
@NullMarked
package dev.adjoint.api.math;

import org.jspecify.annotations.NullMarked;
