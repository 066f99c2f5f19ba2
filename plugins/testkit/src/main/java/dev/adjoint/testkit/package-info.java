/** The contract of plugins as tests: a line for each plugin, from {@link dev.adjoint.testkit.Contracts}. */
@NullMarked
package dev.adjoint.testkit;

import org.jspecify.annotations.NullMarked;
