package dev.adjoint.api.op;

import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.TensorType;
import java.util.List;
import java.util.stream.IntStream;

/** Axes in another order: axis i of the result is axis {@code order[i]} of the input. */
public record Permute(List<Integer> order) implements Op {
    public Permute {
        order = List.copyOf(order);
    }

    @Override
    public TensorType infer(List<TensorType> inputs) {
        TensorType x = Expect.single(this, inputs);
        List<Integer> all = IntStream.range(0, x.shape().rank()).boxed().toList();
        Expect.that(order.stream().sorted().toList().equals(all), this, inputs, "a permutation of the axes " + all);
        return x.withShape(new Shape(order.stream().map(x.shape()::size).toList()));
    }

    /** The permutation that undoes this one. */
    public Permute inverse() {
        return new Permute(
                IntStream.range(0, order.size()).mapToObj(order::indexOf).toList());
    }
}
