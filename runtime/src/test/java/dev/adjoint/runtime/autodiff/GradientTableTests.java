package dev.adjoint.runtime.autodiff;

import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.graph.TensorType;
import dev.adjoint.api.op.Dot;
import dev.adjoint.api.op.Input;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each line of the table against central differences, and against its own transpose. */
class GradientTableTests {
    private static final int N = Shape.ROWS;
    private static final int ROWS = 3;

    /** A function of some leaves, whose values are drawn from an interval. */
    private record Case(String name, Tensor output, List<Tensor> inputs, double low, double high) {
        Derivative at(long seed) {
            Map<Tensor, double[]> point = new HashMap<>();
            for (Tensor input : inputs) {
                point.put(input, Derivative.values(input, ROWS, seed + point.size(), low, high));
            }
            return new Derivative(List.of(output), inputs, point, ROWS);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void reverseModeEqualsCentralDifferences(Case op) {
        op.at(1).gradientsEqualDifferences();
        op.at(2).gradientsEqualDifferences();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void forwardModeIsTheTransposeOfReverseMode(Case op) {
        op.at(3).forwardModeIsTheTransposeOfReverseMode();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theGradientIsDifferentiableAgain(Case op) {
        Tensor first = Gradients.of(op.output().square().sum(), op.inputs())
                .gradients()
                .get(0);
        new Case(op.name(), first.sum(), op.inputs(), op.low(), op.high()).at(4).check();
    }

    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        unary(cases, "neg", -2, 2, Tensor::neg);
        unary(cases, "exp", -2, 2, Tensor::exp);
        unary(cases, "log", 0.5, 2, Tensor::log);
        unary(cases, "sqrt", 0.5, 2, Tensor::sqrt);
        unary(cases, "tanh", -2, 2, Tensor::tanh);
        unary(cases, "sigmoid", -2, 2, Tensor::sigmoid);
        unary(cases, "erf", -2, 2, Tensor::erf);
        unary(cases, "sin", -2, 2, Tensor::sin);
        unary(cases, "cos", -2, 2, Tensor::cos);
        unary(cases, "abs above zero", 0.1, 2, Tensor::abs);
        unary(cases, "abs below zero", -2, -0.1, Tensor::abs);
        unary(cases, "floor", 1.1, 1.9, Tensor::floor);
        unary(cases, "sign", 1.1, 1.9, Tensor::sign);

        binary(cases, "add", -2, 2, Tensor::add);
        binary(cases, "sub", -2, 2, Tensor::sub);
        binary(cases, "mul", -2, 2, Tensor::mul);
        binary(cases, "div", 0.5, 2, Tensor::div);
        binary(cases, "pow", 0.5, 2, Tensor::pow);
        binary(cases, "max", -2, 2, Tensor::maximum);
        binary(cases, "min", -2, 2, Tensor::minimum);
        binary(cases, "where", -2, 2, (a, b) -> a.less(b).where(a.square(), b.sin()));
        unary(cases, "pow by a constant", 0.5, 2, x -> x.pow(2.5));
        unary(cases, "square by pow", -2, 2, x -> x.pow(2));

        unary(cases, "sum over rows", -2, 2, x -> x.sum(0));
        unary(cases, "sum over the last axis", -2, 2, x -> x.sum(-1));
        unary(cases, "expand", -2, 2, x -> x.expand(1, 3));
        unary(cases, "expand by rows", -2, 2, x -> x.sum(0).expand(1, N));
        unary(cases, "max along an axis", -2, 2, x -> x.max(1));
        unary(cases, "max over rows", -2, 2, x -> x.max(0));

        unary(cases, "reshape", -2, 2, x -> x.reshape(Shape.of(N, 2, 2)));
        unary(cases, "permute", -2, 2, x -> x.reshape(Shape.of(N, 2, 2)).permute(2, 0, 1));
        unary(cases, "flip", -2, 2, x -> x.flip(1));
        unary(cases, "slice", -2, 2, x -> x.slice(1, 1, 2));
        unary(cases, "slice with a stride", -2, 2, x -> x.slice(1, 0, 2, 2));
        unary(cases, "pad", -2, 2, x -> x.pad(1, 2, 1, 1, 0.5));
        binary(cases, "concat", -2, 2, (a, b) -> Tensor.concat(1, List.of(a, b, a)));

        product(cases, "matmul", Shape.of(N, 4), Shape.of(4, 3), new Dot(axes(), axes(), axes(1), axes(0)));
        product(cases, "outer product", Shape.of(3), Shape.of(N), new Dot(axes(), axes(), axes(), axes()));
        product(
                cases,
                "dot with batch axes",
                Shape.of(2, N, 4),
                Shape.of(4, 3, 2),
                new Dot(axes(0), axes(2), axes(2), axes(0)));
        product(
                cases,
                "dot over two axes out of order",
                Shape.of(3, 2, N, 2),
                Shape.of(2, 4, 3, 2),
                new Dot(axes(1), axes(3), axes(3, 0), axes(0, 2)));

        unary(cases, "window", -2, 2, x -> x.window(1, 2, 1, 1));
        unary(
                cases,
                "window with stride and dilation",
                -2,
                2,
                x -> x.pad(1, 2, 1).window(1, 2, 2, 3));
        unary(cases, "fold", -2, 2, x -> x.reshape(Shape.of(N, 2, 2)).fold(1, 3, 1, 1));
        unary(
                cases,
                "fold with room behind",
                -2,
                2,
                x -> x.reshape(Shape.of(N, 2, 2)).fold(1, 9, 1, 2));
        Tensor indices = Tensor.constant(1).broadcast(Shape.of(N)).less(2).cast(DType.INT);
        unary(cases, "gather", -2, 2, x -> x.gather(1, Tensor.iota(3).mul(indices.expand(1, 3))));
        unary(cases, "gather from a table", -2, 2, x -> x.sum(0).gather(0, indices));
        unary(cases, "scatter-add", -2, 2, x -> x.scatterAdd(0, 2, indices));
        unary(cases, "scatter-add along an inner axis", -2, 2, x -> x.scatterAdd(1, 6, Tensor.iota(4)));
        unary(
                cases,
                "stop-gradient beside a path",
                -2,
                2,
                x -> x.mul(x.stopGradient().mul(0)).add(x));
        return cases.stream();
    }

    private static void unary(List<Case> cases, String name, double low, double high, UnaryOperator<Tensor> f) {
        Tensor x = Derivative.leaf("x", N, 4);
        cases.add(new Case(name, f.apply(x), List.of(x), low, high));
    }

    private static void binary(List<Case> cases, String name, double low, double high, BinaryOperator<Tensor> f) {
        Tensor a = Derivative.leaf("a", N, 4);
        Tensor b = Derivative.leaf("b", N, 4);
        cases.add(new Case(name, f.apply(a, b), List.of(a, b), low, high));
        Tensor row = Derivative.leaf("row", 4);
        cases.add(new Case(
                name + " with a broadcast operand", f.apply(a, row.broadcast(a.shape())), List.of(a, row), low, high));
    }

    private static void product(List<Case> cases, String name, Shape left, Shape right, Dot dot) {
        Tensor a = Tensor.of(new Input("a", TensorType.floats(left)));
        Tensor b = Tensor.of(new Input("b", TensorType.floats(right)));
        cases.add(new Case(name, a.dot(b, dot), List.of(a, b), -2, 2));
    }

    private static List<Integer> axes(Integer... axes) {
        return List.of(axes);
    }
}
