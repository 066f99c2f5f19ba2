package dev.adjoint.runtime.model;

import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Parameter;
import dev.adjoint.api.op.Variable;
import dev.adjoint.api.plugin.Initializer;

/** A leaf that outlives a run, and where its first values come from. */
public record TracedVariable(Tensor leaf, Initializer initializer) {
    /** The variable's unique path, {@code dense1/kernel}. */
    public String path() {
        return ((Variable) leaf.op()).path();
    }

    public Shape shape() {
        return leaf.shape();
    }

    /** Whether the optimizer changes it; otherwise only assignments do. */
    public boolean trained() {
        return leaf.op() instanceof Parameter;
    }
}
