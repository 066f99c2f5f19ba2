/** The standard schedules: factors of the learning rate, as functions of the step. */
@NullMarked
package dev.adjoint.core.schedule;

import org.jspecify.annotations.NullMarked;
