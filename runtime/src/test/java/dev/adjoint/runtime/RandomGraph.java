package dev.adjoint.runtime;

import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Functions;
import dev.adjoint.api.graph.Loops;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.graph.TensorType;
import dev.adjoint.api.op.Dot;
import dev.adjoint.api.op.Input;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A graph of some tens of ops on small tensors, a function of its seed, with values that stay near one. */
public final class RandomGraph {
    private static final int N = Shape.ROWS;

    private final Random random;
    private final List<Tensor> leaves = new ArrayList<>();
    private final List<Tensor> tensors = new ArrayList<>();

    public RandomGraph(long seed, int ops) {
        random = new Random(seed);
        for (Shape shape : List.of(Shape.of(N, 4), Shape.of(4), Shape.SCALAR, Shape.of(N, 2, 4))) {
            tensors.add(leaf(shape));
        }
        while (tensors.size() < ops) {
            tensors.add(bounded(next(any())));
        }
    }

    public List<Tensor> leaves() {
        return leaves;
    }

    /** The last tensors. */
    public List<Tensor> outputs() {
        return tensors.subList(tensors.size() - 4, tensors.size());
    }

    /** Values for the leaves. */
    public Map<Tensor, double[]> point(int rows) {
        Map<Tensor, double[]> point = new HashMap<>();
        for (Tensor leaf : leaves) {
            point.put(leaf, random.doubles(leaf.shape().elements(rows), -1, 1).toArray());
        }
        return point;
    }

    private Tensor leaf(Shape shape) {
        leaves.add(Tensor.of(new Input("leaf" + leaves.size(), TensorType.floats(shape))));
        return leaves.get(leaves.size() - 1);
    }

    private Tensor any() {
        return tensors.get(random.nextInt(tensors.size()));
    }

    /** Another tensor of that shape: one that is there, or a repeated one, or a new leaf. */
    private Tensor like(Tensor x) {
        List<Tensor> fitting =
                tensors.stream().filter(t -> t.shape().equals(x.shape())).toList();
        int choice = random.nextInt(5);
        if (choice == 0) {
            return any().sum().tanh().broadcast(x.shape());
        }
        if (choice == 1) {
            return Tensor.constant(random.nextInt(5) - 2).broadcast(x.shape());
        }
        return choice == 2 || fitting.isEmpty() ? leaf(x.shape()) : fitting.get(random.nextInt(fitting.size()));
    }

    /** Values that may have become large are brought back. */
    private Tensor bounded(Tensor x) {
        return random.nextInt(3) == 0 ? x.tanh() : x.mul(0.5).sin();
    }

    private Tensor next(Tensor x) {
        int rank = x.shape().rank();
        int axis = rank == 0 ? 0 : random.nextInt(rank);
        boolean fixed = rank > 0 && x.shape().size(axis) > 1;
        return switch (random.nextInt(26)) {
            case 0 -> x.neg();
            case 1 -> x.sigmoid().log();
            case 2 -> x.exp();
            case 3 -> x.abs().add(1).sqrt();
            case 4 -> x.add(like(x));
            case 5 -> x.sub(like(x));
            case 6 -> x.mul(like(x));
            case 7 -> x.div(like(x).square().add(1));
            case 8 -> x.maximum(like(x));
            case 9 -> x.less(like(x)).where(like(x), x);
            case 10 -> x.square().add(0.5).pow(like(x));
            case 11 -> rank == 0 ? x.erf() : x.sum(axis);
            case 12 -> rank == 0 ? x.cos() : x.max(axis);
            case 13 -> rank > 3 ? x.pow(2) : x.expand(random.nextInt(rank + 1), random.nextBoolean() ? N : 3);
            case 14 -> rank == 0 ? x.mul(1) : Functions.softmax(x, axis);
            case 15 -> rank < 2 ? x.stopGradient() : permuted(x);
            case 16 -> fixed ? x.slice(axis, 1, x.shape().size(axis) - 1).pad(axis, 0, 1) : x.add(0);
            case 17 ->
                fixed ? Tensor.concat(axis, List.of(x, x.flip(axis))) : x.neg().neg();
            case 18 ->
                fixed ? x.window(axis, 2, 1, 1).tanh().fold(axis, x.shape().size(axis), 1, 1) : x.div(4);
            case 19 -> fixed ? x.gather(axis, Tensor.iota(2)).scatterAdd(axis, 3, Tensor.iota(2)) : x.sign();
            case 20 -> fixed ? dot(x, axis) : x.minimum(like(x));
            case 21 -> loop(x);
            case 22 -> x.less(0).cast(DType.FLOAT).mul(x);
            case 23 -> fixed ? x.slice(axis, random.nextInt(2), x.shape().size(axis) - 1) : x.tanh();
            case 24 -> fixed ? x.window(axis, 2, 2, 1).max(axis + 1) : x.sigmoid();
            default -> x.mul(random.nextInt(3)).mul(like(x)).neg();
        };
    }

    private Tensor permuted(Tensor x) {
        int[] order = new int[x.shape().rank()];
        int shift = 1 + random.nextInt(order.length - 1);
        for (int i = 0; i < order.length; i++) {
            order[i] = (i + shift) % order.length;
        }
        return x.permute(order);
    }

    private Tensor dot(Tensor x, int axis) {
        Tensor matrix = leaf(Shape.of(2, x.shape().size(axis)));
        return x.dot(matrix, new Dot(List.of(), List.of(), List.of(axis), List.of(1)));
    }

    private Tensor loop(Tensor x) {
        Tensor sequence = x.expand(0, 3)
                .mul(leaf(Shape.of(3)).reshape(ones(x)).broadcast(x.expand(0, 3).shape()));
        Tensor other = like(x);
        Loops.Result result =
                Loops.scan(3, random.nextBoolean(), List.of(x, other), List.of(sequence), (carries, slices) -> {
                    Tensor next = carries.get(0)
                            .mul(slices.get(0))
                            .add(other.mul(0.5))
                            .tanh();
                    Tensor second = carries.get(1).mul(next).sin();
                    return new Loops.Step(
                            List.of(next, second),
                            List.of(next.sub(slices.get(0)).cos()));
                });
        return random.nextBoolean()
                ? result.carries().get(0)
                : result.stacked().get(0).sum(0);
    }

    private static Shape ones(Tensor x) {
        Shape shape = Shape.of(3);
        for (int i = 0; i < x.shape().rank(); i++) {
            shape = shape.insert(-1, 1);
        }
        return shape;
    }
}
