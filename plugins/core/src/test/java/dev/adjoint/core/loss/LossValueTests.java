package dev.adjoint.core.loss;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.adjoint.api.ConfigurationException;
import dev.adjoint.api.ShapeException;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.graph.TensorType;
import dev.adjoint.api.op.Input;
import dev.adjoint.api.plugin.Loss;
import dev.adjoint.runtime.autodiff.Gradients;
import dev.adjoint.runtime.interpreter.Evaluator;
import dev.adjoint.runtime.interpreter.Precision;
import dev.adjoint.testkit.Values;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LossValueTests {
    @Test
    void regressionLossesReduceWithinTheRow() {
        double[] p = {1, 2, 3};
        double[] t = {2, 2, 5};
        check(new SumOfSquares(), 3, p, t, 5);
        check(new MeanSquaredError(), 3, p, t, 5.0 / 3);
        check(new MeanAbsoluteError(), 3, p, t, 1);
        check(new Huber(1), 3, p, t, (0.5 + 0 + 1.5) / 3);
    }

    @Test
    void sumOfSquaresOfThreeXAgainstTwoXIsThirty() {
        double[] rows =
                Values.loss(new SumOfSquares(), Shape.SCALAR, new double[] {3, 6, 9, 12}, new double[] {2, 4, 6, 8});
        assertArrayEquals(new double[] {1, 4, 9, 16}, rows);
        assertEquals(Loss.Reduction.SUM, new SumOfSquares().reduction());
    }

    @Test
    void crossEntropyOfProbabilities() {
        double[] p = {0.7, 0.2, 0.1};
        check(new CategoricalCrossEntropy(), 3, p, new double[] {1, 0, 0}, 0.35667494393873245);
        check(new CategoricalCrossEntropy(), 3, p, new double[] {0.5, 0.3, 0.2}, 1.1216858642984056);
        check(new SparseCategoricalCrossEntropy(), 3, p, new double[] {0}, 0.35667494393873245);
    }

    @Test
    void aProbabilityOfZeroCountsAsEpsilon() {
        double[] p = {1, 0};
        check(new CategoricalCrossEntropy(), 2, p, new double[] {0, 1}, 16.11809565095832);
        check(new SparseCategoricalCrossEntropy(), 2, p, new double[] {1}, 16.11809565095832);
        check(new BinaryCrossEntropy(), 1, new double[] {1}, new double[] {0}, 16.11809565095832);
    }

    @Test
    void crossEntropyFromLogits() {
        double[] x = {1, 2, 3};
        check(new SparseCategoricalCrossEntropyFromLogits(), 3, x, new double[] {2}, 0.4076059644443804);
        check(new CategoricalCrossEntropyFromLogits(), 3, x, new double[] {0, 0, 1}, 0.4076059644443804);
        double[] large = {0, 1000};
        check(new SparseCategoricalCrossEntropyFromLogits(), 2, large, new double[] {0}, 1000);
    }

    @Test
    void logLoss() {
        double[] p = {0.9, 0.2};
        double[] t = {1, 0};
        check(new BinaryCrossEntropy(), 2, p, t, (0.10536051565782628 + 0.2231435513142097) / 2);
        check(new BinaryCrossEntropyFromLogits(), 1, new double[] {2}, new double[] {1}, 0.1269280110429726);
        check(new BinaryCrossEntropyFromLogits(), 1, new double[] {2000}, new double[] {0}, 2000);
    }

    @Test
    void theGradientFromLogitsIsSoftmaxMinusTarget() {
        Tensor x = Tensor.of(new Input("x", TensorType.floats(Shape.of(2).batched())));
        Loss loss = new SparseCategoricalCrossEntropyFromLogits();
        Tensor t = Tensor.of(new Input("t", loss.targetType(x.shape())));
        Tensor gradient =
                Gradients.of(loss.apply(x, t).sum(), List.of(x)).gradients().get(0);
        Map<Tensor, double[]> leaves = Map.of(x, new double[] {0, 2}, t, new double[] {1});
        double[] values = new Evaluator(Precision.DOUBLE, 1, 0, leaves).value(gradient);
        double share = 0.8807970779778823;
        assertArrayEquals(new double[] {1 - share, share - 1}, values, 1e-15);
    }

    @Test
    void classesNeedAnAxis() {
        ShapeException e = assertThrows(
                ShapeException.class, () -> new SparseCategoricalCrossEntropyFromLogits().targetType(Shape.of(-1)));
        assertEquals(
                "sparse-categorical-cross-entropy-from-logits expects a prediction of shape [n, ..., classes], "
                        + "but got [n]",
                e.getMessage());
    }

    @Test
    void valuesOutOfBoundsAreNamed() {
        ConfigurationException e = assertThrows(ConfigurationException.class, () -> new Huber(0));
        assertEquals("delta must be positive and finite, but was 0.0", e.getMessage());
    }

    private static void check(Loss loss, int width, double[] prediction, double[] target, double expected) {
        double[] rows = Values.loss(loss, Shape.of(width), prediction, target);
        assertArrayEquals(new double[] {expected}, rows, 1e-13 * Math.max(1, expected));
    }
}
