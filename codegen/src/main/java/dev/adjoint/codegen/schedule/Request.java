package dev.adjoint.codegen.schedule;

import dev.adjoint.api.graph.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A value that has to stand in a given place in the end.
 *
 * @param replaced the leaf whose old value stands in that place and is lost, if there is one
 */
record Request(Tensor value, Place target, @Nullable Tensor replaced) {}
