package dev.adjoint.testkit.program;

import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;

/** The tensors that a random program, or the body of one of its loops, has so far, and the dice. */
final class Pool {
    /** The number of rows that limits are computed for. */
    static final int ROWS = 5;

    /** The largest number of elements of a tensor. */
    static final int ELEMENTS = 4096;

    private static final int DEEPEST = 2;
    private static final List<Integer> SIZES = List.of(1, 2, 2, 3, 3, 4, 5, 7, 8, 15, 16, 17, 33);

    private final Random random;
    private final Nature nature;
    private final int depth;
    private final LeafSource leaves;
    private final List<Tensor> tensors = new ArrayList<>();

    Pool(Random random, Nature nature) {
        this(random, nature, 0, new LeafSource(random, nature));
    }

    private Pool(Random random, Nature nature, int depth, LeafSource leaves) {
        this.random = random;
        this.nature = nature;
        this.depth = depth;
        this.leaves = leaves;
    }

    /** A pool for the body of a loop: its arguments, and a few of the tensors outside. */
    Pool body(List<Tensor> arguments) {
        Pool body = new Pool(random, nature, depth + 1, leaves);
        body.tensors.addAll(arguments);
        for (int i = below(3); i > 0; i--) {
            find(tensor -> true).ifPresent(body.tensors::add);
        }
        return body;
    }

    Nature nature() {
        return nature;
    }

    LeafSource leaves() {
        return leaves;
    }

    List<Tensor> tensors() {
        return tensors;
    }

    /** Whether a loop may still be put into a loop. */
    boolean mayNest() {
        return depth < DEEPEST;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    <T> T one(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    /** Keeps a tensor, unless it is too large. */
    void add(Tensor tensor) {
        if (fits(tensor.shape())) {
            tensors.add(tensor);
        }
    }

    /** A tensor with a property, more often a recent one. */
    Optional<Tensor> find(Predicate<Tensor> property) {
        List<Tensor> found = tensors.stream().filter(property).toList();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        int recent = chance(0.6) ? Math.min(found.size(), 3) : found.size();
        return Optional.of(found.get(found.size() - 1 - below(recent)));
    }

    /** A tensor of real numbers. */
    Tensor floats() {
        return find(tensor -> tensor.dtype() == DType.FLOAT).orElseGet(() -> leaves.floats(shape()));
    }

    /** A tensor of real numbers that is no scalar. */
    Tensor array() {
        return find(tensor -> tensor.dtype() == DType.FLOAT && tensor.shape().rank() > 0)
                .orElseGet(() -> leaves.floats(shape().insert(0, size())));
    }

    /** A tensor of whole numbers. */
    Optional<Tensor> integers() {
        return find(tensor -> tensor.dtype() == DType.INT);
    }

    /** A tensor of real numbers of one shape: one that is there, or a new leaf. */
    Tensor floats(Shape shape) {
        Optional<Tensor> present =
                find(tensor -> tensor.dtype() == DType.FLOAT && tensor.shape().equals(shape));
        return present.isPresent() && chance(0.7) ? present.get() : leaves.floats(shape);
    }

    /** A size that a vector width does not always divide. */
    int size() {
        return one(SIZES);
    }

    Shape shape() {
        List<Integer> sizes = new ArrayList<>();
        if (chance(0.6)) {
            sizes.add(Shape.ROWS);
        }
        for (int i = below(3); i > 0; i--) {
            sizes.add(size());
        }
        if (chance(0.1)) {
            java.util.Collections.shuffle(sizes, random);
        }
        Shape shape = new Shape(sizes);
        return fits(shape) ? shape : shape();
    }

    static boolean fits(Shape shape) {
        return shape.elements(ROWS) <= ELEMENTS;
    }

    /** The size of an axis, for the number of rows that limits are computed for. */
    static int extent(Tensor tensor, int axis) {
        return Shape.resolve(tensor.shape().size(axis), ROWS);
    }

    /** The tensor times a factor that keeps it between -2 and 2 where its inputs were; in wild programs not always. */
    Tensor settle(Tensor tensor, double factor) {
        return nature == Nature.ANY && chance(0.5) ? tensor : tensor.mul(factor);
    }

    /** Numbers between 0.5 and 1.5 made of numbers between -2 and 2; in wild programs sometimes any. */
    Tensor positive(Tensor tensor) {
        return nature == Nature.ANY && chance(0.3)
                ? tensor
                : tensor.mul(tensor).mul(0.25).add(0.5);
    }
}
