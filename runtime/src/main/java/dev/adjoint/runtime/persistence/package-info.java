/** Saved models: one safetensors file with the values of a model, its statement and the plugins that it needs. */
@NullMarked
package dev.adjoint.runtime.persistence;

import org.jspecify.annotations.NullMarked;
