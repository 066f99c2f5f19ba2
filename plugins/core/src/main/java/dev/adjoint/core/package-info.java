/** The standard catalogue of plugins, a package for each kind. */
@NullMarked
package dev.adjoint.core;

import org.jspecify.annotations.NullMarked;
