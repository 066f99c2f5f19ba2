package dev.adjoint.runtime.rewrite;

import dev.adjoint.api.graph.Functions;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Max;
import dev.adjoint.api.op.Op;
import dev.adjoint.api.op.Pad;
import dev.adjoint.api.op.Window;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * max f(x) = f(max x) over windows, for a function f that never decreases: a layer that is activated and then pooled is
 * pooled first, so that f, its derivative and the sums for a bias have one element for each window instead of all that it
 * shows. Where f is constant the derivative is zero, so it is no matter which of the elements are the largest.
 */
final class LargestOfWindows {
    /** Stands for x in the functions. */
    private static final Tensor X = Law.any();
    /** Stands for what is the same wherever a window moves, and for all that it shows. */
    private static final Tensor C = Law.repeated();
    /** Stands for a factor that keeps the order. */
    private static final Tensor SLOPE = Law.number(number -> number >= 0);

    private static final List<Tensor> FUNCTIONS =
            List.of(X.add(C), X.sub(C), Functions.relu(X), X.greater(0).where(X, X.mul(SLOPE)), X.tanh(), X.sigmoid());

    private LargestOfWindows() {}

    static Optional<Tensor> max(Tensor result) {
        Deque<Op> moves = new ArrayDeque<>();
        Tensor y = result;
        while (y.op() instanceof Max || y.op() instanceof Window || isPadding(y.op())) {
            moves.push(y.op());
            y = y.input(0);
        }
        Optional<List<Integer>> reduced = reduced(moves, y.shape().rank());
        if (reduced.isEmpty()) {
            return Optional.empty();
        }
        for (Tensor function : FUNCTIONS) {
            Optional<Map<Tensor, Tensor>> letters =
                    Law.match(function, y).flatMap(match -> moved(match, List.copyOf(moves), reduced.get(), result));
            if (letters.isPresent()) {
                return Optional.of(Law.build(function, result.type(), letters.get()));
            }
        }
        return Optional.empty();
    }

    private static boolean isPadding(Op op) {
        return op instanceof Pad pad && pad.interior() == 0 && pad.value() == Double.NEGATIVE_INFINITY;
    }

    /**
     * The axes along which windows are reduced, if that is all that is done, and each window shows an element that is not
     * padding.
     */
    private static Optional<List<Integer>> reduced(Iterable<Op> moves, int rank) {
        // For each axis on the way the axis of x that it is, or -1 for the places in a window.
        List<Integer> axes = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
        Map<Integer, Integer> padding = new HashMap<>();
        List<Integer> reduced = new ArrayList<>();
        for (Op move : moves) {
            if (move instanceof Pad pad) {
                padding.merge(axes.get(pad.axis()), Math.max(pad.low(), pad.high()), Math::addExact);
            } else if (move instanceof Window window) {
                int axis = axes.get(window.axis());
                if (axis < 0 || window.dilation() != 1 || padding.getOrDefault(axis, 0) >= window.size()) {
                    return Optional.empty();
                }
                padding.remove(axis);
                reduced.add(axis);
                axes.add(window.axis() + 1, -1);
            } else if (move instanceof Max max && axes.remove(max.axis()) >= 0) {
                return Optional.empty();
            }
        }
        boolean isAll = !reduced.isEmpty() && padding.isEmpty() && axes.size() == rank;
        return isAll ? Optional.of(reduced) : Optional.empty();
    }

    /** What the letters stand for when x is pooled, if the others are the same along the axes that are reduced. */
    private static Optional<Map<Tensor, Tensor>> moved(
            Map<Tensor, Tensor> letters, List<Op> moves, List<Integer> reduced, Tensor result) {
        Map<Tensor, Tensor> moved = new HashMap<>();
        for (var letter : letters.entrySet()) {
            Tensor value = letter.getValue();
            if (letter.getKey() == X) {
                for (Op move : moves) {
                    value = Tensor.of(move, value);
                }
                moved.put(X, value);
                continue;
            }
            Expansion expansion = Expansion.of(value);
            if (!expansion.axes().keySet().containsAll(reduced)) {
                return Optional.empty();
            }
            SortedMap<Integer, Integer> axes = new TreeMap<>(expansion.axes());
            axes.replaceAll((axis, size) -> result.shape().size(axis));
            moved.put(letter.getKey(), new Expansion(expansion.core(), axes).tensor());
        }
        return Optional.of(moved);
    }
}
