package dev.adjoint.testkit.program;

import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.graph.TensorType;
import dev.adjoint.api.op.Input;
import dev.adjoint.api.op.Parameter;
import dev.adjoint.api.op.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;

/** Makes the leaves of a random program, and knows which of its whole numbers may be used as indices. */
final class LeafSource {
    /** Names that a backend must not take for code. */
    private static final List<String> NAMES =
            List.of("x", "class", "dense1/kernel", "größe", "with space", "\"; /* */ }", "0", "a\\u0022b\n");

    private final Random random;
    private final Nature nature;
    private final List<Tensor> inputs = new ArrayList<>();
    private final List<Tensor> variables = new ArrayList<>();
    private final Map<Tensor, Integer> bounds = new HashMap<>();
    private int streams;

    LeafSource(Random random, Nature nature) {
        this.random = random;
        this.nature = nature;
    }

    List<Tensor> inputs() {
        return inputs;
    }

    List<Tensor> variables() {
        return variables;
    }

    /** What the whole numbers of some tensors are below; they are at least 0. */
    Map<Tensor, Integer> bounds() {
        return bounds;
    }

    OptionalInt bound(Tensor tensor) {
        return bounds.containsKey(tensor) ? OptionalInt.of(bounds.get(tensor)) : OptionalInt.empty();
    }

    /** Notes that the values of a tensor are all values of some others. */
    Tensor madeOf(Tensor result, List<Tensor> others) {
        if (result.dtype() == DType.INT && others.stream().allMatch(bounds::containsKey)) {
            bounded(result, others.stream().mapToInt(bounds::get).max().orElseThrow());
        }
        return result;
    }

    Tensor bounded(Tensor tensor, int bound) {
        bounds.put(tensor, bound);
        return tensor;
    }

    /** A new leaf of real numbers. */
    Tensor floats(Shape shape) {
        int kind = shape.hasRows() ? random.nextInt(2) : random.nextInt(7);
        return switch (kind) {
            case 0 -> random.nextInt(3) == 0 ? uniform(shape) : input(TensorType.floats(shape));
            case 1 -> input(TensorType.floats(shape));
            case 2, 3, 4 -> variable(Tensor.of(new Parameter(name("w", variables.size()), shape)));
            case 5 -> variable(Tensor.of(new State(name("s", variables.size()), shape)));
            default ->
                Tensor.constant(shape, random.doubles(shape.elements(), -2, 2).toArray());
        };
    }

    /** New random numbers. */
    Tensor uniform(Shape shape) {
        return Tensor.of(new dev.adjoint.api.op.Random(streams++, shape));
    }

    /** A new input of whole numbers from 0 to bound - 1. */
    Tensor indices(Shape shape, int bound) {
        return bounded(input(new TensorType(DType.INT, shape)), bound);
    }

    /** A number to calculate with; in wild programs now and then a special one. */
    double number() {
        return nature == Nature.ANY && random.nextInt(20) == 0
                ? SpecialValues.pick(random)
                : random.nextDouble() * 4 - 2;
    }

    private Tensor input(TensorType type) {
        Tensor input = Tensor.of(new Input(name("x", inputs.size()), type));
        inputs.add(input);
        return input;
    }

    private Tensor variable(Tensor variable) {
        variables.add(variable);
        return variable;
    }

    private String name(String letter, int number) {
        return random.nextInt(4) == 0 ? NAMES.get(random.nextInt(NAMES.size())) + number : letter + number;
    }
}
