package dev.adjoint.api.op;

import dev.adjoint.api.graph.Shape;

/** A variable that the optimizer changes: a layer's kernel or bias. */
public record Parameter(String path, Shape shape) implements Variable {}
