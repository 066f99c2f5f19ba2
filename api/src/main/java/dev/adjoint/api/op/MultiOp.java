package dev.adjoint.api.op;

import dev.adjoint.api.graph.TensorType;
import java.util.List;

/** An op with several results. Its tensor stands for all of them; a {@link Pick} takes one out. */
public interface MultiOp extends Op {
    List<TensorType> results(List<TensorType> inputs);

    /** The type of the first result; only picks of this tensor have a value. */
    @Override
    default TensorType infer(List<TensorType> inputs) {
        return results(inputs).get(0);
    }
}
