package dev.adjoint.testkit;

import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.graph.TensorType;
import dev.adjoint.api.op.Input;
import dev.adjoint.api.op.State;
import dev.adjoint.api.op.Variable;
import dev.adjoint.api.plugin.Initializer;

/** A leaf of a graph and the numbers that it is tried with. */
record Leaf(Tensor tensor, Domain domain) {
    static Leaf input(String name, Domain domain, Shape shape) {
        return new Leaf(Tensor.of(new Input(name, new TensorType(domain.dtype(), shape))), domain);
    }

    /**
     * A variable near its first values: a state somewhat above them, because it may have to stay positive.
     */
    static Leaf variable(Tensor tensor, Initializer initializer) {
        boolean state = tensor.op() instanceof State;
        Domain.Filling near = (values, shape, random) -> {
            float[] first = new float[values.length];
            initializer.initialize(first, shape, random);
            for (int i = 0; i < values.length; i++) {
                values[i] = first[i] + 0.3 * (random.nextDouble() - (state ? 0 : 0.5));
            }
        };
        return new Leaf(tensor, new Domain(DType.FLOAT, near, near));
    }

    /** The input's name or the variable's path. */
    String name() {
        if (tensor.op() instanceof Input input) {
            return input.name();
        }
        return ((Variable) tensor.op()).path();
    }

    boolean isInput() {
        return tensor.op() instanceof Input;
    }

    /** Whether there is a gradient by this leaf. */
    boolean hasGradient() {
        return tensor.dtype() == DType.FLOAT && !(tensor.op() instanceof State);
    }
}
