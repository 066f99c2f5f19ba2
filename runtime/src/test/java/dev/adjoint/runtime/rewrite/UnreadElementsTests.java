package dev.adjoint.runtime.rewrite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Functions;
import dev.adjoint.api.graph.Graph;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.ArgMax;
import dev.adjoint.api.op.Concat;
import dev.adjoint.api.op.Dot;
import dev.adjoint.api.op.Random;
import dev.adjoint.api.op.Unary;
import dev.adjoint.runtime.autodiff.Gradients;
import dev.adjoint.runtime.interpreter.Evaluator;
import dev.adjoint.runtime.interpreter.Precision;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What nobody reads of a tensor is not computed, and no value or derivative changes. */
class UnreadElementsTests extends RewriterCase {
    private static final Dot CONVOLUTION = new Dot(List.of(), List.of(), List.of(2, 4, 5), List.of(0, 1, 2));

    private final Tensor image = leaf("image", N, 7, 6, 2);
    private final Tensor kernel = leaf("kernel", 3, 2, 2, 5);
    private final Tensor matrices = leaf("matrices", 7, 3, 2);
    private final Tensor more = leaf("more", 4, 7);

    private Map<Tensor, double[]> point() {
        java.util.Random random = new java.util.Random(5);
        Map<Tensor, double[]> point = new HashMap<>();
        for (Tensor leaf : List.of(image, kernel, matrices, more)) {
            point.put(leaf, random.doubles(leaf.shape().elements(ROWS), -1, 1).toArray());
        }
        return point;
    }

    private static double[] value(Tensor tensor, Map<Tensor, double[]> point) {
        return new Evaluator(Precision.DOUBLE, ROWS, 1, point).value(tensor);
    }

    /** Ops on x, [n, 7, 6, 2], and what of x is computed when all but one line of the result is dropped. */
    private static Arguments reading(String name, int height, int width, UnaryOperator<Tensor> ops) {
        return Arguments.of(name, height, width, ops);
    }

    static Stream<Arguments> ops() {
        return Stream.of(
                reading("elementwise", 6, 6, x -> x.tanh().add(x).slice(1, 1, 6)),
                reading("both axes", 3, 2, x -> x.neg().slice(1, 1, 3).slice(2, 4, 2)),
                reading("where", 7, 3, x -> x.less(0.1).where(x, x.sin()).slice(2, 3, 3)),
                reading(
                        "cast",
                        2,
                        6,
                        x -> x.less(0.5).cast(DType.INT).cast(DType.FLOAT).slice(1, 5, 2)),
                reading("every other", 5, 6, x -> x.slice(1, 1, 3, 2)),
                reading(
                        "slice of every other",
                        3,
                        6,
                        x -> x.slice(1, 1, 3, 2).tanh().slice(1, 1, 2)),
                reading("flip", 2, 6, x -> x.flip(1).slice(1, 0, 2)),
                reading("permute", 7, 4, x -> x.permute(2, 0, 3, 1).slice(0, 1, 4)),
                reading("expand", 4, 6, x -> x.expand(1, 3).slice(2, 0, 4)),
                reading(
                        "reshape",
                        4,
                        6,
                        x -> x.reshape(Shape.of(N, 7, 12)).tanh().slice(1, 3, 4)),
                reading(
                        "reshape behind",
                        7,
                        5,
                        x -> x.slice(1, 0, 7)
                                .reshape(new Shape(List.of(7 * N, 6, 2)))
                                .slice(1, 1, 5)),
                reading("padding in front", 2, 6, x -> x.pad(1, 3, 1).slice(1, 1, 4)),
                reading("padding behind", 3, 6, x -> x.pad(1, 0, 4, 0, 2).slice(1, 4, 5)),
                reading("padding alone", 7, 6, x -> x.pad(1, 0, 4).slice(1, 8, 2)),
                reading("padding in between", 7, 6, x -> x.pad(1, 0, 0, 1, 0).slice(1, 2, 4)),
                reading("windows side by side", 6, 6, x -> x.window(1, 2, 2, 1).max(2)),
                reading("windows with holes", 5, 6, x -> x.window(1, 2, 1, 2).slice(1, 1, 3)),
                reading(
                        "some places of windows",
                        4,
                        6,
                        x -> x.window(1, 3, 1, 1).slice(1, 2, 2).slice(2, 1, 1)),
                reading(
                        "windows of windows",
                        5,
                        4,
                        x -> x.window(1, 2, 3, 1).window(3, 4, 4, 1).sum(2)),
                reading("fold", 7, 2, x -> x.window(1, 3, 1, 1).fold(1, 7, 1, 1).slice(2, 2, 2)),
                reading(
                        "fold along it",
                        7,
                        6,
                        x -> x.window(1, 3, 1, 1).fold(1, 7, 1, 1).slice(1, 2, 2)),
                reading("sum", 7, 3, x -> x.sum(1).slice(1, 0, 3)),
                reading("max", 2, 6, x -> x.max(3).slice(1, 2, 2)),
                reading(
                        "index of the largest",
                        7,
                        2,
                        x -> Tensor.of(new ArgMax(1), x).slice(1, 1, 2)),
                reading(
                        "concat",
                        4,
                        6,
                        x -> Tensor.of(new Concat(2), x, x.neg()).slice(1, 3, 4)),
                reading(
                        "concat along it",
                        7,
                        6,
                        x -> Tensor.of(new Concat(1), x, x.neg()).slice(1, 3, 7)),
                reading(
                        "two readers",
                        6,
                        4,
                        x -> x.slice(1, 0, 3)
                                .slice(2, 1, 3)
                                .add(x.slice(1, 3, 3).slice(2, 2, 3))),
                reading("gather", 7, 6, x -> x.gather(1, Tensor.iota(2))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ops")
    void opsComputeWhatIsReadOfThem(String name, int height, int width, UnaryOperator<Tensor> ops) {
        Tensor before = ops.apply(image.exp());
        for (Tensor after : List.of(stabilised(before), rewritten(before))) {
            Tensor computed = Graph.topological(List.of(after)).stream()
                    .filter(tensor -> tensor.op() == Unary.EXP)
                    .findFirst()
                    .orElseThrow();
            assertEquals(Shape.of(N, height, width, 2), computed.shape());
            assertEquals(before.type(), after.type());
            assertArrayEquals(value(before, point()), value(after, point()), 1e-12);
        }
    }

    @Test
    void contractionsComputeWhatIsReadOfThem() {
        Dot batched = new Dot(List.of(1), List.of(0), List.of(3), List.of(2));
        Tensor dot = image.exp().dot(matrices.tanh(), batched);
        Tensor before = dot.slice(0, 2, 3).slice(2, 5, 1).slice(3, 1, 2);
        Tensor after = stabilised(before);
        assertEquals(List.of(Shape.of(3, N, 1, 2)), shapes(after, batched));
        assertEquals(List.of(Shape.of(N, 3, 1, 2)), shapes(after, Unary.EXP));
        assertEquals(List.of(Shape.of(3, 2, 2)), shapes(after, Unary.TANH));
        assertArrayEquals(value(before, point()), value(after, point()), 1e-12);
    }

    @Test
    void whatAPoolLeavesOverIsNeitherConvolvedNorDifferentiated() {
        Tensor convolved = image.exp().window(1, 3, 1, 1).window(3, 2, 1, 1).dot(kernel, CONVOLUTION);
        Tensor before = Functions.relu(convolved)
                .window(1, 2, 2, 1)
                .max(2)
                .window(2, 3, 3, 1)
                .max(3)
                .square()
                .sum();
        Tensor after = stabilised(before);
        assertEquals(List.of(Shape.of(N, 4, 3, 5)), shapes(after, CONVOLUTION));
        assertEquals(List.of(Shape.of(N, 6, 4, 2)), shapes(after, Unary.EXP));
        List<Tensor> leaves = List.of(image, kernel);
        List<Tensor> gradients = Gradients.of(after, leaves).gradients();
        for (int i = 0; i < leaves.size(); i++) {
            double[] expected = value(Gradients.of(before, leaves).gradients().get(i), point());
            assertArrayEquals(expected, value(gradients.get(i), point()), 1e-10);
            assertArrayEquals(expected, value(rewritten(gradients.get(i)), point()), 1e-10);
        }
    }

    @Test
    void whatIsNotReadHasNoPartInDerivativesEvenIfItIsNotANumber() {
        Tensor pooled = image.window(1, 3, 1, 1)
                .window(3, 2, 1, 1)
                .dot(kernel, CONVOLUTION)
                .window(1, 2, 2, 1)
                .max(2);
        Map<Tensor, double[]> point = point();
        Arrays.fill(point.get(image), 6 * 6 * 2, 7 * 6 * 2, Double.NaN);
        Tensor gradient = Gradients.of(stabilised(pooled.sum()), List.of(kernel))
                .gradients()
                .get(0);
        assertTrue(Arrays.stream(value(gradient, point)).allMatch(Double::isFinite));
    }

    @Test
    void drawnNumbersStayTheSame() {
        Tensor random = Tensor.of(new Random(3, image.shape()));
        Tensor before = random.mul(image.exp()).slice(1, 3, 2).slice(2, 1, 4);
        Tensor after = stabilised(before);
        assertEquals(List.of(image.shape()), shapes(after, random.op()));
        assertEquals(List.of(Shape.of(N, 2, 4, 2)), shapes(after, Unary.EXP));
        assertArrayEquals(value(before, point()), value(after, point()), 0);
    }

    @Test
    void whatIsReadAsItStandsStaysTheSameTensor() {
        Tensor views = image.slice(1, 1, 4).slice(2, 2, 3).window(1, 2, 2, 1);
        for (Tensor root : List.of(
                views,
                image.window(1, 3, 3, 1),
                image.exp(),
                more.exp().slice(0, 1, 3).add(more.exp().sum().broadcast(Shape.of(3, 7))))) {
            Tensor once = stabilised(root);
            assertSame(once, stabilised(once));
        }
        assertSame(views, stabilised(views));
    }

    private static List<Shape> shapes(Tensor root, dev.adjoint.api.op.Op op) {
        return Graph.topological(List.of(root)).stream()
                .filter(tensor -> tensor.op().equals(op))
                .map(Tensor::shape)
                .toList();
    }
}
