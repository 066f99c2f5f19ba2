package dev.adjoint.api.op;

import dev.adjoint.api.graph.Shape;

/** A variable that only assignments change: a running statistic, an optimizer's slot. */
public record State(String path, Shape shape) implements Variable {}
