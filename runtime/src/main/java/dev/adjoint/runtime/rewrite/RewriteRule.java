package dev.adjoint.runtime.rewrite;

import dev.adjoint.api.graph.Tensor;
import java.util.Optional;

/** A better form of a tensor, where the rule knows one; it looks only at what the tensor is made of. */
@FunctionalInterface
interface RewriteRule {
    Optional<Tensor> apply(Tensor tensor);
}
