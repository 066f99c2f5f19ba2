package dev.adjoint.testkit.program;

import static dev.adjoint.testkit.program.Nature.SMOOTH;

import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Dot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Growths that multiply and add: dots of every layout, dense layers, convolutions, folds. */
final class ContractionGrowths {
    private static final int MULTIPLICATIONS = 200_000;

    private ContractionGrowths() {}

    static final List<Growth> ALL = List.of(
            new Growth("dot", SMOOTH, ContractionGrowths::dot),
            new Growth("gram", SMOOTH, ContractionGrowths::gram),
            new Growth("dense", SMOOTH, ContractionGrowths::dense),
            new Growth("convolution", SMOOTH, ContractionGrowths::convolution),
            new Growth("fold", SMOOTH, ContractionGrowths::fold));

    /** The roles of the axes of a dot's left input. */
    private record Roles(List<Integer> batch, List<Integer> contract) {
        static Roles of(Pool pool, Tensor left) {
            Roles roles = new Roles(new ArrayList<>(), new ArrayList<>());
            for (int axis = 0; axis < left.shape().rank(); axis++) {
                int die = pool.below(10);
                if (die < 2) {
                    roles.batch.add(axis);
                } else if (die < 6) {
                    roles.contract.add(pool.below(roles.contract.size() + 1), axis);
                }
            }
            return roles;
        }
    }

    /** Random axes of a tensor against a tensor made to fit, with its axes in any order. */
    private static List<Tensor> dot(Pool pool) {
        Tensor left = pool.array();
        Roles roles = Roles.of(pool, left);
        int batch = roles.batch.size();
        int contract = roles.contract.size();
        List<Integer> sizes = new ArrayList<>();
        roles.batch.forEach(axis -> sizes.add(left.shape().size(axis)));
        roles.contract.forEach(axis -> sizes.add(left.shape().size(axis)));
        for (int i = pool.below(3); i > 0; i--) {
            sizes.add(pool.size());
        }
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < sizes.size(); i++) {
            places.add(i);
        }
        Collections.shuffle(places, new Random(pool.below(1 << 20)));
        Shape rightShape = new Shape(places.stream().map(sizes::get).toList());
        if (!Pool.fits(rightShape)) {
            return List.of();
        }
        Tensor right = pool.floats(rightShape);
        List<Integer> rightBatch = new ArrayList<>();
        List<Integer> rightContract = new ArrayList<>();
        for (int i = 0; i < batch + contract; i++) {
            (i < batch ? rightBatch : rightContract).add(places.indexOf(i));
        }
        return pool.chance(0.5)
                ? product(pool, left, right, new Dot(roles.batch, rightBatch, roles.contract, rightContract))
                : product(pool, right, left, new Dot(rightBatch, roles.batch, rightContract, roles.contract));
    }

    /** A tensor against itself. */
    private static List<Tensor> gram(Pool pool) {
        Tensor x = pool.array();
        Roles roles = Roles.of(pool, x);
        return product(pool, x, x, new Dot(roles.batch, roles.batch, roles.contract, roles.contract));
    }

    private static List<Tensor> dense(Pool pool) {
        Tensor x = pool.array();
        if (x.shape().last() < 0) {
            return List.of();
        }
        int units = pool.size();
        Tensor kernel = pool.floats(Shape.of(x.shape().last(), units));
        Tensor y = pool.settle(x.matmul(kernel), 0.25 / x.shape().last())
                .add(pool.floats(Shape.of(units)).mul(0.5));
        return List.of(pool.chance(0.5) ? y.tanh() : y);
    }

    /** A convolution over an axis, and over the last one as channels: a dot of windows. */
    private static List<Tensor> convolution(Pool pool) {
        Tensor x = pool.array();
        int rank = x.shape().rank();
        if (rank < 2 || x.shape().size(rank - 2) < 0 || x.shape().last() < 0) {
            return List.of();
        }
        int width = 1 + pool.below(Math.min(3, x.shape().size(rank - 2)));
        int channels = x.shape().last();
        Tensor windows = x.window(rank - 2, width, 1 + pool.below(2), 1);
        Tensor kernel = pool.floats(Shape.of(width, channels, pool.size()));
        Dot dot = new Dot(List.of(), List.of(), List.of(rank - 1, rank), List.of(0, 1));
        return product(pool, windows, kernel, dot);
    }

    private static List<Tensor> product(Pool pool, Tensor left, Tensor right, Dot dot) {
        Tensor product = left.dot(right, dot);
        long terms = 1;
        for (int axis : dot.leftContract()) {
            terms *= Pool.extent(left, axis);
        }
        boolean affordable =
                Pool.fits(product.shape()) && product.shape().elements(Pool.ROWS) * terms <= MULTIPLICATIONS;
        return affordable ? List.of(pool.settle(product, 0.5 / terms)) : List.of();
    }

    private static List<Tensor> fold(Pool pool) {
        Tensor x = pool.array();
        for (int axis = 0; axis < x.shape().rank() - 1; axis++) {
            int positions = x.shape().size(axis);
            int size = x.shape().size(axis + 1);
            if (positions > 0 && size > 0 && pool.chance(0.7)) {
                int stride = 1 + pool.below(3);
                int dilation = 1 + pool.below(2);
                int span = (positions - 1) * stride + (size - 1) * dilation + 1;
                return List.of(pool.settle(x.fold(axis, span + pool.below(3), stride, dilation), 1.0 / size));
            }
        }
        return List.of();
    }
}
