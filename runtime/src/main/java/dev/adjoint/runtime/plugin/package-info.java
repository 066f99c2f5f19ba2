/** Finds plugins, and turns plain maps into their records and back. */
@NullMarked
package dev.adjoint.runtime.plugin;

import org.jspecify.annotations.NullMarked;
