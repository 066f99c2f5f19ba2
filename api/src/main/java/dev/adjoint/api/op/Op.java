package dev.adjoint.api.op;

import dev.adjoint.api.graph.TensorType;
import dev.adjoint.api.plugin.Names;
import java.util.List;

/**
 * A primitive function on tensors: a value whose components are its attributes. Beside its type rule here, an op has
 * one method in the interpreter (its meaning), one line in the gradient table, and one emitter.
 */
public interface Op {
    /**
     * The type of the result for inputs of these types.
     *
     * @throws dev.adjoint.api.ShapeException if the op does not apply to such inputs
     */
    TensorType infer(List<TensorType> inputs);

    /** The op's name in messages and dumps, {@code scatter-add} for {@code ScatterAdd}. */
    default String label() {
        return Names.kebab(getClass().getSimpleName());
    }
}
