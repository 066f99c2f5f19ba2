/** The command line: train, evaluate, predict, plugins and inspect. */
@NullMarked
package dev.adjoint.cli;

import org.jspecify.annotations.NullMarked;
