/** The quick start: a network that learns to read digits. */
@NullMarked
package dev.adjoint.samples.quickstart;

import org.jspecify.annotations.NullMarked;
