package dev.adjoint.runtime.model;

import dev.adjoint.api.graph.Tensor;

/** A result of a network: the name of the layer that makes it, and its value, [n, ...]. */
public record TracedOutput(String name, Tensor value) {}
