package dev.adjoint.runtime.rewrite;

import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Constant;
import dev.adjoint.api.op.Expand;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * A tensor seen as a smaller one that is repeated along some axes.
 *
 * @param core what is repeated
 * @param axes the axes of the whole along which it is repeated, and their sizes
 */
record Expansion(Tensor core, SortedMap<Integer, Integer> axes) {
    static Expansion of(Tensor tensor) {
        if (!(tensor.op() instanceof Expand expand)) {
            return new Expansion(tensor, new TreeMap<>());
        }
        Expansion inner = of(tensor.input(0));
        SortedMap<Integer, Integer> axes = new TreeMap<>();
        inner.axes.forEach((axis, size) -> axes.put(axis >= expand.axis() ? axis + 1 : axis, size));
        axes.put(expand.axis(), expand.size());
        return new Expansion(inner.core, axes);
    }

    /** The value of all elements, if it is the same known number. */
    static OptionalDouble number(Tensor tensor) {
        Tensor core = tensor;
        while (core.op() instanceof Expand) {
            core = core.input(0);
        }
        return core.op() instanceof Constant constant && constant.isScalar()
                ? OptionalDouble.of(constant.value())
                : OptionalDouble.empty();
    }

    /** Whether all elements are the same number, known or not. */
    static boolean isUniform(Tensor tensor) {
        return of(tensor).core.shape().rank() == 0;
    }

    /** The whole, expanded along the first axis first. */
    Tensor tensor() {
        return around(core);
    }

    /** Another core of the same rank, repeated along the same axes. */
    Tensor around(Tensor newCore) {
        Tensor result = newCore;
        for (var axis : axes.entrySet()) {
            result = result.expand(axis.getKey(), axis.getValue());
        }
        return result;
    }

    /** The whole without some of the axes along which it is repeated. */
    Expansion without(IntPredicate dropped) {
        SortedMap<Integer, Integer> remaining = new TreeMap<>();
        int count = 0;
        for (var axis : axes.entrySet()) {
            if (dropped.test(axis.getKey())) {
                count++;
            } else {
                remaining.put(axis.getKey() - count, axis.getValue());
            }
        }
        return new Expansion(core, remaining);
    }

    /** The axis of the core that an axis of the whole is, if that is not one along which it is repeated. */
    int coreAxis(int axis) {
        return axis - axes.headMap(axis).size();
    }
}
