package dev.adjoint.runtime.rewrite;

import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Some of a tensor's elements: along each axis those that follow one of them.
 *
 * @param first the first element along each axis
 * @param shape how many there are; along rows always all
 */
record Box(List<Integer> first, Shape shape) {
    /** Stands for no axis. */
    static final int NONE = -1;

    static Box all(Shape shape) {
        return new Box(Collections.nCopies(shape.rank(), 0), shape);
    }

    boolean isAll(Shape whole) {
        return shape.equals(whole);
    }

    /** Others along one axis. */
    Box with(int axis, int from, int size) {
        List<Integer> changed = new ArrayList<>(first);
        changed.set(axis, from);
        return new Box(changed, shape.replace(axis, size));
    }

    /** All along one axis. */
    Box withAll(int axis, Shape whole) {
        return with(axis, 0, whole.size(axis));
    }

    /** The first element along an axis that is behind them. */
    int end(int axis) {
        return first.get(axis) + shape.size(axis);
    }

    /** Elements of another tensor: along each axis the same as along one of these here, or all where that is none. */
    Box in(Shape other, IntUnaryOperator axisHere) {
        Box box = all(other);
        for (int axis = 0; axis < other.rank(); axis++) {
            int here = axisHere.applyAsInt(axis);
            if (here != NONE) {
                box = box.with(axis, first.get(here), shape.size(here));
            }
        }
        return box;
    }

    /** The smallest box that has the elements of both. */
    Box and(Box other) {
        Box both = this;
        for (int axis = 0; axis < shape.rank(); axis++) {
            int from = Math.min(first.get(axis), other.first.get(axis));
            if (shape.size(axis) != other.shape.size(axis) || !first.get(axis).equals(other.first.get(axis))) {
                both = both.with(axis, from, Math.max(end(axis), other.end(axis)) - from);
            }
        }
        return both;
    }

    /** These elements, of a tensor that has those of another box. */
    Tensor of(Tensor tensor, Box given) {
        Tensor part = tensor;
        for (int axis = 0; axis < shape.rank(); axis++) {
            if (shape.size(axis) != given.shape.size(axis)) {
                part = part.slice(axis, first.get(axis) - given.first.get(axis), shape.size(axis));
            }
        }
        return part;
    }
}
