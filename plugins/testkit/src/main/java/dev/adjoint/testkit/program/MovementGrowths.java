package dev.adjoint.testkit.program;

import static dev.adjoint.testkit.program.Nature.ANY;
import static dev.adjoint.testkit.program.Nature.SMOOTH;

import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Growths that only move elements, of any type. */
final class MovementGrowths {
    private MovementGrowths() {}

    static final List<Growth> ALL = List.of(
            moving("permute", tensor -> true, (pool, x) -> x.permute(order(pool, x))),
            moving(
                    "flip",
                    tensor -> true,
                    (pool, x) -> x.flip(pool.below(x.shape().rank()))),
            moving("merge", tensor -> tensor.shape().rank() > 1, MovementGrowths::merge),
            moving("split", tensor -> true, MovementGrowths::split),
            moving("flatten", tensor -> rowsAxes(tensor) <= 1, MovementGrowths::flatten),
            moving("slice", MovementGrowths::hasFixedAxis, MovementGrowths::slice),
            moving("pad", MovementGrowths::hasFixedAxis, MovementGrowths::pad),
            moving("window", MovementGrowths::hasFixedAxis, MovementGrowths::window),
            new Growth("concat", SMOOTH, MovementGrowths::concat));

    /** A new arrangement of a tensor that is no scalar. */
    @FunctionalInterface
    private interface Move {
        Tensor apply(Pool pool, Tensor x);
    }

    private static Growth moving(String name, Predicate<Tensor> property, Move move) {
        return new Growth(
                name,
                SMOOTH,
                pool -> pool.find(tensor -> tensor.shape().rank() > 0 && property.test(tensor)).stream()
                        .map(x -> pool.leaves().madeOf(move.apply(pool, x), List.of(x)))
                        .toList());
    }

    static boolean hasFixedAxis(Tensor tensor) {
        return tensor.shape().sizes().stream().anyMatch(size -> size > 0);
    }

    private static long rowsAxes(Tensor tensor) {
        return tensor.shape().sizes().stream().filter(size -> size < 0).count();
    }

    /** One of the axes that have a fixed size. */
    static int fixedAxis(Pool pool, Tensor x) {
        return pool.one(IntStream.range(0, x.shape().rank())
                .filter(axis -> x.shape().size(axis) > 0)
                .boxed()
                .toList());
    }

    private static int[] order(Pool pool, Tensor x) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, x.shape().rank()).boxed().toList());
        Collections.shuffle(order, new Random(pool.below(1 << 20)));
        return order.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Two neighbouring axes as one. */
    private static Tensor merge(Pool pool, Tensor x) {
        int axis = pool.below(x.shape().rank() - 1);
        int first = x.shape().size(axis);
        int second = x.shape().size(axis + 1);
        boolean bothRows = first < 0 && second < 0;
        return bothRows ? x.flip(axis) : x.reshape(x.shape().remove(axis + 1).replace(axis, first * second));
    }

    /** One axis as two; the rows, if any, may end up in either. */
    private static Tensor split(Pool pool, Tensor x) {
        int axis = pool.below(x.shape().rank());
        int size = x.shape().size(axis);
        int part = pool.one(IntStream.rangeClosed(1, Math.abs(size))
                .filter(divisor -> size % divisor == 0)
                .boxed()
                .toList());
        int rest = size / part;
        boolean partFirst = pool.chance(0.5);
        return x.reshape(x.shape().replace(axis, partFirst ? part : rest).insert(axis + 1, partFirst ? rest : part));
    }

    private static Tensor flatten(Pool pool, Tensor x) {
        int sign = x.shape().hasRows() ? -1 : 1;
        return x.reshape(Shape.of(sign * (int) x.shape().elements(1)));
    }

    private static Tensor slice(Pool pool, Tensor x) {
        int axis = fixedAxis(pool, x);
        int available = x.shape().size(axis);
        int start = pool.below(available);
        int stride = 1 + pool.below(3);
        int size = 1 + pool.below((available - start - 1) / stride + 1);
        return x.slice(axis, start, size, stride);
    }

    private static Tensor pad(Pool pool, Tensor x) {
        int axis = fixedAxis(pool, x);
        double value = x.dtype() != DType.FLOAT || pool.chance(0.7)
                ? 0
                : pool.nature() == ANY && pool.chance(0.3)
                        ? Double.NEGATIVE_INFINITY
                        : pool.leaves().number();
        return x.pad(axis, pool.below(3), pool.below(3), pool.chance(0.3) ? pool.below(3) : 0, value);
    }

    private static Tensor window(Pool pool, Tensor x) {
        int axis = fixedAxis(pool, x);
        int available = x.shape().size(axis);
        int size = 1 + pool.below(Math.min(3, available));
        int dilation = size == 1 ? 1 : 1 + pool.below((available - 1) / (size - 1));
        return x.window(axis, size, 1 + pool.below(3), Math.min(dilation, 3));
    }

    private static List<Tensor> concat(Pool pool) {
        return pool.find(MovementGrowths::hasFixedAxis).stream()
                .map(x -> {
                    int axis = fixedAxis(pool, x);
                    List<Tensor> parts = new ArrayList<>(List.of(x));
                    for (int i = pool.below(3); i > 0; i--) {
                        parts.add(pool.below(parts.size() + 1), part(pool, x, axis));
                    }
                    return pool.leaves().madeOf(Tensor.concat(axis, parts), parts);
                })
                .toList();
    }

    /** A tensor of the type of x, but for the size of an axis. */
    private static Tensor part(Pool pool, Tensor x, int axis) {
        return switch (pool.below(3)) {
            case 0 ->
                pool.find(tensor -> tensor.dtype() == x.dtype()
                                && tensor.shape().rank() == x.shape().rank()
                                && tensor.shape().size(axis) > 0
                                && tensor.shape().remove(axis).equals(x.shape().remove(axis)))
                        .orElse(x);
            case 1 -> x.dtype() == DType.FLOAT ? pool.leaves().floats(x.shape().replace(axis, 1 + pool.below(4))) : x;
            default -> {
                int size = 1 + pool.below(x.shape().size(axis));
                Tensor slice = x.slice(axis, 0, size);
                yield pool.leaves().madeOf(slice, List.of(x));
            }
        };
    }
}
