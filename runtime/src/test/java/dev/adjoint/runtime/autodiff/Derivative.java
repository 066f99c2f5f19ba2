package dev.adjoint.runtime.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.graph.TensorType;
import dev.adjoint.api.op.Input;
import dev.adjoint.runtime.interpreter.Evaluator;
import dev.adjoint.runtime.interpreter.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;

/** A function at a point, whose derivatives are held against central differences and against each other. */
record Derivative(List<Tensor> outputs, List<Tensor> inputs, Map<Tensor, double[]> point, int rows) {
    private static final double STEP = 1e-5;
    /** The error of a central difference is about STEP² f‴ + 1e-16 f / STEP; both are below this for f near 1. */
    private static final double TOLERANCE = 2e-8;

    /** A leaf to differentiate by. */
    static Tensor leaf(String name, int... sizes) {
        return Tensor.of(new Input(name, TensorType.floats(Shape.of(sizes))));
    }

    static double[] values(Tensor tensor, int rows, long seed, double low, double high) {
        return new Random(seed)
                .doubles(tensor.shape().elements(rows), low, high)
                .toArray();
    }

    /** Reverse mode equals central differences, and forward mode obeys the law of transposition. */
    void check() {
        gradientsEqualDifferences();
        forwardModeIsTheTransposeOfReverseMode();
    }

    void gradientsEqualDifferences() {
        List<Tensor> cotangents = likes(outputs, "u");
        Map<Tensor, double[]> leaves = leaves(cotangents, 7);
        GradientResult result = Gradients.vjp(outputs, cotangents, inputs);
        Evaluator evaluator = new Evaluator(Precision.DOUBLE, rows, 1, leaves);
        for (int i = 0; i < inputs.size(); i++) {
            Tensor gradient = result.gradients().get(i);
            assertEquals(inputs.get(i).type(), gradient.type());
            double[] expected = differences(inputs.get(i), cotangents, leaves);
            double scale = Arrays.stream(expected).map(Math::abs).max().orElse(0) + 1;
            assertArrayEquals(
                    expected,
                    evaluator.value(gradient),
                    TOLERANCE * scale,
                    inputs.get(i).toString());
        }
    }

    void forwardModeIsTheTransposeOfReverseMode() {
        List<Tensor> cotangents = likes(outputs, "u");
        List<Tensor> tangents = likes(inputs, "v");
        Map<Tensor, double[]> leaves = leaves(cotangents, 7);
        leaves.putAll(leaves(tangents, 99));
        Map<Tensor, Tensor> directions = new HashMap<>();
        IntStream.range(0, inputs.size()).forEach(i -> directions.put(inputs.get(i), tangents.get(i)));

        Evaluator evaluator = new Evaluator(Precision.DOUBLE, rows, 1, leaves);
        List<Tensor> jv = Tangents.jvp(outputs, directions);
        List<Tensor> jtu = Gradients.vjp(outputs, cotangents, inputs).gradients();
        double forward = inner(evaluator, jv, cotangents);
        double reverse = inner(evaluator, jtu, tangents);
        assertEquals(forward, reverse, 1e-11 * (Math.abs(forward) + magnitude(evaluator, jv) + 1));
    }

    private double[] differences(Tensor input, List<Tensor> cotangents, Map<Tensor, double[]> leaves) {
        double[] at = Objects.requireNonNull(point.get(input));
        double[] result = new double[at.length];
        for (int i = 0; i < at.length; i++) {
            double[] values = new double[2];
            for (int side = 0; side < 2; side++) {
                double[] moved = at.clone();
                moved[i] += side == 0 ? -STEP : STEP;
                Map<Tensor, double[]> there = new HashMap<>(leaves);
                there.put(input, moved);
                values[side] = inner(new Evaluator(Precision.DOUBLE, rows, 1, there), outputs, cotangents);
            }
            result[i] = (values[1] - values[0]) / (2 * STEP);
        }
        return result;
    }

    private Map<Tensor, double[]> leaves(List<Tensor> more, long seed) {
        Map<Tensor, double[]> leaves = new HashMap<>(point);
        for (Tensor leaf : more) {
            leaves.put(leaf, values(leaf, rows, seed + leaves.size(), -1, 1));
        }
        return leaves;
    }

    private static List<Tensor> likes(List<Tensor> tensors, String name) {
        List<Tensor> leaves = new ArrayList<>();
        for (Tensor tensor : tensors) {
            leaves.add(Tensor.of(new Input(name + leaves.size(), tensor.type())));
        }
        return leaves;
    }

    private static double inner(Evaluator evaluator, List<Tensor> as, List<Tensor> bs) {
        double sum = 0;
        for (int i = 0; i < as.size(); i++) {
            double[] a = evaluator.value(as.get(i));
            double[] b = evaluator.value(bs.get(i));
            sum += IntStream.range(0, a.length).mapToDouble(e -> a[e] * b[e]).sum();
        }
        return sum;
    }

    private static double magnitude(Evaluator evaluator, List<Tensor> tensors) {
        return tensors.stream()
                .flatMapToDouble(tensor -> Arrays.stream(evaluator.value(tensor)))
                .map(Math::abs)
                .sum();
    }
}
