package dev.adjoint.codegen.schedule;

import dev.adjoint.api.graph.Tensor;
import dev.adjoint.codegen.index.Affine;
import java.util.List;

/**
 * An element of a tensor. Elements are keys of many maps: equality is written out, since what a record has of itself is slow
 * before the JIT has seen it.
 */
public record Element(Tensor tensor, List<Affine> at) {
    @Override
    public boolean equals(Object other) {
        return other instanceof Element element && tensor == element.tensor && at.equals(element.at);
    }

    @Override
    public int hashCode() {
        return 31 * tensor.hashCode() + at.hashCode();
    }
}
