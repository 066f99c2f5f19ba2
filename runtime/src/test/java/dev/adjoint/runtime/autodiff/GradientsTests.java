package dev.adjoint.runtime.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.PluginException;
import dev.adjoint.api.ShapeException;
import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Functions;
import dev.adjoint.api.graph.Graph;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.graph.TensorType;
import dev.adjoint.api.op.CustomKernel;
import dev.adjoint.api.op.Dot;
import dev.adjoint.api.op.Input;
import dev.adjoint.api.op.Unary;
import dev.adjoint.api.plugin.Kernel;
import dev.adjoint.runtime.interpreter.Evaluator;
import dev.adjoint.runtime.interpreter.Precision;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GradientsTests {
    private static final int N = Shape.ROWS;

    private final Tensor x = Derivative.leaf("x", 2);
    private final Tensor y = Derivative.leaf("y", 2);

    private double[] gradient(Tensor loss, Tensor wrt, Map<Tensor, double[]> at) {
        Tensor gradient = Gradients.of(loss, List.of(wrt)).gradients().get(0);
        return new Evaluator(Precision.DOUBLE, 3, 1, at).value(gradient);
    }

    @Test
    void aSharedTensorSumsTheGradientsOfItsConsumers() {
        Tensor shared = x.mul(y);
        Tensor loss = shared.add(shared.square()).add(shared).sum();
        // d/dx (2 xy + (xy)²) = 2 y + 2 x y²
        assertArrayEquals(
                new double[] {2 * 3 + 2 * 9, 2 * 5 + 2 * 2 * 25},
                gradient(loss, x, Map.of(x, new double[] {1, 2}, y, new double[] {3, 5})));
    }

    @Test
    void whatDoesNotInfluenceTheLossHasAnExplicitZeroOfItsShape() {
        Tensor rows = Derivative.leaf("rows", N, 2);
        Tensor gradient = Gradients.of(x.sum(), List.of(rows)).gradients().get(0);
        assertEquals(rows.type(), gradient.type());
        assertArrayEquals(new double[6], new Evaluator(Precision.DOUBLE, 3, 1, Map.of()).value(gradient));
    }

    @Test
    void theGradientOfAFactorHasItsLastAxisLastInTheProduct() {
        Tensor keys = Derivative.leaf("keys", N, 5, 4);
        Tensor queries = Derivative.leaf("queries", N, 3, 4);
        Dot scores = new Dot(List.of(0), List.of(0), List.of(2), List.of(2));
        Tensor kernel = Derivative.leaf("kernel", 4, 6);
        Tensor loss = queries.dot(keys, scores).square().sum();
        Gradients.of(loss, List.of(queries, keys))
                .gradients()
                .forEach(gradient -> assertInstanceOf(Dot.class, gradient.op()));
        Gradients.of(queries.matmul(kernel).square().sum(), List.of(queries, kernel))
                .gradients()
                .forEach(gradient -> assertInstanceOf(Dot.class, gradient.op()));
    }

    @Test
    void nothingIsBuiltForWhatNoTargetNeeds() {
        Tensor loss = x.mul(y).mul(Derivative.leaf("z", 2).exp()).sum();
        int forward = Graph.topological(List.of(loss)).size();
        GradientResult result = Gradients.of(loss, List.of(x));
        Set<Tensor> all = new HashSet<>(Graph.topological(result.gradients()));
        all.addAll(result.origins().keySet());
        all.removeAll(Graph.topological(List.of(loss)));
        // The seed 1, the expansion of the sum, and two multiplications.
        assertEquals(4, all.size(), all.toString());
        assertEquals(7, forward);
    }

    @Test
    void aConstantExponentDoesNotBuildItsLogarithm() {
        Tensor gradient = Gradients.of(x.pow(3).sum(), List.of(x)).gradients().get(0);
        assertFalse(Graph.topological(List.of(gradient)).stream().anyMatch(t -> t.op() == Unary.LOG));
    }

    @Test
    void targetsMayStandOnTheWayToOtherTargets() {
        Tensor middle = x.mul(3);
        List<Tensor> gradients =
                Gradients.of(middle.square().sum(), List.of(middle, x)).gradients();
        Evaluator evaluator = new Evaluator(Precision.DOUBLE, 1, 1, Map.of(x, new double[] {1, 2}));
        assertArrayEquals(new double[] {6, 12}, evaluator.value(gradients.get(0)));
        assertArrayEquals(new double[] {18, 36}, evaluator.value(gradients.get(1)));
    }

    @Test
    void theLossItselfHasGradientOne() {
        Tensor loss = x.sum();
        assertArrayEquals(new double[] {1}, gradient(loss, loss, Map.of(x, new double[2])));
    }

    @Test
    void equalOperandsOfAMaximumShareItsGradient() {
        Map<Tensor, double[]> at = Map.of(x, new double[] {1, 2}, y, new double[] {1, 1});
        assertArrayEquals(new double[] {0.5, 1}, gradient(x.maximum(y).sum(), x, at));
        assertArrayEquals(new double[] {0.5, 0}, gradient(x.maximum(y).sum(), y, at));
        assertArrayEquals(new double[] {0.5, 0}, gradient(x.minimum(y).sum(), x, at));
        assertArrayEquals(new double[] {0.5, 1}, gradient(x.minimum(y).sum(), y, at));
    }

    @Test
    void theLargestElementsAlongAnAxisShareTheGradient() {
        Tensor v = Derivative.leaf("v", 4);
        assertArrayEquals(new double[] {0.5, 0, 0.5, 0}, gradient(v.max(0), v, Map.of(v, new double[] {7, 1, 7, 2})));
    }

    @Test
    void theLargerOfTwoElementsHasTheGradientAndEqualOnesShareIt() {
        Tensor v = Derivative.leaf("v", 2, 3);
        Tensor loss = v.max(0).mul(Tensor.constant(Shape.of(3), 4, 6, 8)).sum();
        assertArrayEquals(new double[] {4, 3, 0, 0, 3, 8}, gradient(loss, v, Map.of(v, new double[] {7, -0.0, 1, 2, 0, 5
        })));
    }

    @Test
    void atZeroAbsAndPowersHaveFiniteGradients() {
        Map<Tensor, double[]> at = Map.of(x, new double[] {0, -0.0}, y, new double[] {1, 2});
        assertArrayEquals(new double[2], gradient(x.abs().sum(), x, at), 0);
        assertArrayEquals(new double[2], gradient(x.pow(2).sum(), x, at), 0);
        assertArrayEquals(new double[] {1, 1}, gradient(x.pow(1).sum(), x, at));
        assertArrayEquals(new double[2], gradient(x.pow(0).sum(), x, at), 0);
        assertArrayEquals(new double[] {1, 0}, gradient(x.pow(y).sum(), x, at), 0);
        assertArrayEquals(new double[2], gradient(x.pow(y).sum(), y, at));
    }

    @Test
    void wholeNumbersAndStoppedTensorsPassNoGradient() {
        Map<Tensor, double[]> at = Map.of(x, new double[] {1.5, 2.5});
        assertArrayEquals(new double[2], gradient(x.stopGradient().sum(), x, at));
        assertArrayEquals(new double[2], gradient(x.argMax(0).cast(DType.FLOAT), x, at));
        assertArrayEquals(new double[2], gradient(x.less(2).cast(DType.FLOAT).sum(), x, at));
        Tensor labels = Tensor.of(new Input("labels", new TensorType(DType.INT, Shape.of(2))));
        assertThrows(ShapeException.class, () -> Gradients.of(x.sum(), List.of(labels)));
    }

    @Test
    void everyNewTensorKnowsTheForwardTensorItBelongsTo() {
        Tensor middle = x.mul(y);
        Tensor loss = Functions.softmax(middle, 0).mul(y).sum();
        GradientResult result = Gradients.of(loss, List.of(x));
        Set<Tensor> forward = new HashSet<>(Graph.topological(List.of(loss)));
        List<Tensor> made = Graph.topological(result.gradients()).stream()
                .filter(tensor -> !forward.contains(tensor) && !tensor.inputs().isEmpty())
                .toList();
        assertTrue(result.origins().keySet().containsAll(made));
        assertTrue(forward.containsAll(result.origins().values()));
        assertEquals(middle, result.origins().get(result.gradients().get(0)));
    }

    @Test
    void onlyAScalarIsALoss() {
        ShapeException e = assertThrows(ShapeException.class, () -> Gradients.of(x, List.of(x)));
        assertTrue(e.toString().contains("float[2]"), e.toString());
    }

    /** y = 3 x. */
    private record Triple() implements Kernel {
        @Override
        public Shape outputShape(List<Shape> inputs) {
            return inputs.get(0);
        }

        @Override
        public void forward(float[][] inputs, float[] output, int rows) {
            for (int i = 0; i < 2; i++) {
                output[i] = 3 * inputs[0][i];
            }
        }

        @Override
        public void backward(
                float[][] inputs, float[] output, float[] outputGradient, float[][] inputGradients, int rows) {
            for (int i = 0; i < 2; i++) {
                inputGradients[0][i] = 3 * outputGradient[i];
            }
        }
    }

    @Test
    void aCustomKernelBringsItsOwnGradientAndNoOther() {
        Tensor tripled = Tensor.of(new CustomKernel(new Triple()), x.square());
        Map<Tensor, double[]> at = Map.of(x, new double[] {1, 2});
        assertArrayEquals(new double[] {6, 12}, gradient(tripled.sum(), x, at));

        Tensor gradient =
                Gradients.of(tripled.square().sum(), List.of(x)).gradients().get(0);
        PluginException second = assertThrows(PluginException.class, () -> Gradients.of(gradient.sum(), List.of(x)));
        assertTrue(second.toString().contains("Triple"), second.toString());
        assertThrows(PluginException.class, () -> Tangents.jvp(List.of(tripled), Map.of(x, x)));
    }
}
