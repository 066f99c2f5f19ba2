package dev.adjoint.runtime.rewrite;

import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Expand;
import dev.adjoint.api.op.Permute;
import dev.adjoint.api.op.Slice;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Work on repeated values is done once, before they are repeated. */
final class Broadcasts {
    private Broadcasts() {}

    /** f(expand a, expand b) = expand f(a, b), along the axes along which all operands are repeated. */
    static Optional<Tensor> elementwise(Tensor result) {
        List<Expansion> operands = result.inputs().stream().map(Expansion::of).toList();
        TreeSet<Integer> common = new TreeSet<>(operands.get(0).axes().keySet());
        operands.forEach(operand -> common.retainAll(operand.axes().keySet()));
        if (common.isEmpty()) {
            return Optional.empty();
        }
        List<Tensor> smaller = operands.stream()
                .map(operand -> operand.without(common::contains).tensor())
                .toList();
        SortedMap<Integer, Integer> axes = new TreeMap<>(operands.get(0).axes());
        axes.keySet().retainAll(common);
        return Optional.of(new Expansion(Tensor.of(result.op(), smaller), axes).tensor());
    }

    /** An axis of size 1 is a matter of shape, but for numbers; the first of several axes is expanded first. */
    static Optional<Tensor> expand(Expand op, Tensor result) {
        Tensor x = result.input(0);
        if (op.size() == 1 && !Expansion.isUniform(x)) {
            return Optional.of(x.reshape(result.shape()));
        }
        if (x.op() instanceof Expand inner && op.axis() <= inner.axis()) {
            return Optional.of(x.input(0).expand(op.axis(), op.size()).expand(inner.axis() + 1, inner.size()));
        }
        return Optional.empty();
    }

    /** The same number everywhere stays so, however it is moved. */
    static Optional<Tensor> view(Tensor result) {
        Tensor core = Expansion.of(result.input(0)).core();
        return core.shape().rank() == 0 ? Optional.of(core.broadcast(result.shape())) : Optional.empty();
    }

    static Optional<Tensor> permute(Permute op, Tensor result) {
        Expansion x = Expansion.of(result.input(0));
        if (x.axes().isEmpty()) {
            return Optional.empty();
        }
        SortedMap<Integer, Integer> axes = new TreeMap<>();
        IntStream.range(0, op.order().size())
                .filter(axis -> x.axes().containsKey(op.order().get(axis)))
                .forEach(axis -> axes.put(axis, result.shape().size(axis)));
        List<Integer> order = op.order().stream()
                .filter(axis -> !x.axes().containsKey(axis))
                .map(x::coreAxis)
                .toList();
        return Optional.of(new Expansion(Tensor.of(new Permute(order), x.core()), axes).tensor());
    }

    static Optional<Tensor> slice(Slice op, Tensor result) {
        Expansion x = Expansion.of(result.input(0));
        if (!x.axes().containsKey(op.axis())) {
            return Optional.empty();
        }
        SortedMap<Integer, Integer> axes = new TreeMap<>(x.axes());
        axes.put(op.axis(), op.size());
        return Optional.of(new Expansion(x.core(), axes).tensor());
    }
}
