/** Networks put together from layer plugins, their tracing into tensors, and the model files that state them. */
@NullMarked
package dev.adjoint.runtime.model;

import org.jspecify.annotations.NullMarked;
