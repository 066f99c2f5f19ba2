package dev.adjoint.runtime.interpreter;

import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.graph.TensorType;
import dev.adjoint.api.op.Constant;
import dev.adjoint.api.op.Input;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;

/** Short forms for tests: tensors to start from, and the values of results. */
final class Values {
    static final int ROWS = 2;
    static final long KEY = 7;

    private Values() {}

    static double[] of(Precision precision, Tensor tensor) {
        return new Evaluator(precision, ROWS, KEY, Map.of()).value(tensor);
    }

    static double[] of(Precision precision, int rows, Tensor tensor, Tensor leaf, double... value) {
        return new Evaluator(precision, rows, KEY, Map.of(leaf, value)).value(tensor);
    }

    static Tensor vector(double... values) {
        return Tensor.constant(Shape.of(values.length), values);
    }

    static Tensor integers(Shape shape, double... values) {
        return Tensor.of(new Constant(
                new TensorType(DType.INT, shape), Arrays.stream(values).boxed().toList()));
    }

    static Tensor input(int... sizes) {
        return Tensor.of(new Input("x", TensorType.floats(Shape.of(sizes))));
    }

    /** A constant of the given shape that holds 1, 2, 3, ... */
    static Tensor counting(int... sizes) {
        Shape shape = Shape.of(sizes);
        return Tensor.constant(shape, upTo((int) shape.elements()));
    }

    /** 1, 2, ..., count. */
    static double[] upTo(int count) {
        return IntStream.rangeClosed(1, count).asDoubleStream().toArray();
    }
}
