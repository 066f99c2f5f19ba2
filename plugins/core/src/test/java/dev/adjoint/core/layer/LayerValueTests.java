package dev.adjoint.core.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.ConfigurationException;
import dev.adjoint.api.ShapeException;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.plugin.Layer;
import dev.adjoint.runtime.interpreter.Evaluator;
import dev.adjoint.runtime.interpreter.Precision;
import dev.adjoint.runtime.model.Network;
import dev.adjoint.runtime.model.Trace;
import dev.adjoint.testkit.Values;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LayerValueTests {
    @Test
    void denseAddsUpItsInputsAndItsBias() {
        assertArrayEquals(new double[] {7, 7, 16, 16}, Values.layer(new Dense(2), Shape.of(3), 1, 2, 3, 4, 5, 6));
    }

    @Test
    void activationsHaveTheirKnownValues() {
        check(new Linear(), -2, 2);
        check(new Relu(), 0, 2);
        check(new LeakyRelu(0.1), -0.2, 2);
        check(new Elu(), -0.8646647167633873, 2);
        check(new Sigmoid(), 1 - 0.8807970779778823, 0.8807970779778823);
        check(new Tanh(), -0.9640275800758169, 0.9640275800758169);
        check(new Silu(), -0.2384058440442351, 1.7615941559557646);
        check(new Softplus(), 0.1269280110429726, 2.1269280110429727);
        check(new Gelu(), -0.04550026389635842, 1.9544997361036416);
        check(new Gelu(true), -0.04540230591222, 1.95459769408778);
        check(new Sine(Math.PI / 4), -1, 1);
        check(new Softmax(), 0.01798620996209156, 0.9820137900379085);
    }

    @Test
    void dropoutKeepsTheMeanInTrainingAndIsNothingElsewhere() {
        Trace prediction = dropped(false);
        assertEquals(prediction.inputs().get(0), prediction.outputs().get(0).value());
        Trace training = dropped(true);
        double[] ones = new double[10_000];
        Arrays.fill(ones, 1);
        double[] y = new Evaluator(
                        Precision.DOUBLE, 1, 5, Map.of(training.inputs().get(0), ones))
                .value(training.outputs().get(0).value());
        assertTrue(Arrays.stream(y).allMatch(value -> value == 0 || value == 1 / 0.75));
        // Five standard errors: a value has variance 1 / 0.75 - 1.
        assertEquals(1, Arrays.stream(y).average().orElseThrow(), 5 * Math.sqrt(1 / 0.75 - 1) / 100);
    }

    @Test
    void reshapeFillsInTheSizeThatIsLeft() {
        Trace trace =
                Network.input(4, 6).then(new Reshape(List.of(3, -1, 2))).build().trace(false);
        assertEquals(Shape.of(-1, 3, 4, 2), trace.outputs().get(0).value().shape());
    }

    @Test
    void flattenMakesEachRowAVector() {
        Trace trace = Network.input(4, 6).then(new Flatten()).build().trace(false);
        assertEquals(Shape.of(-1, 24), trace.outputs().get(0).value().shape());
    }

    @Test
    void errorsSayWhatWasExpected() {
        assertMessage("works along the last axis", () -> Values.layer(new Dense(2), Shape.SCALAR, 1));
        assertMessage("works along the last axis", () -> Values.layer(new Softmax(), Shape.SCALAR, 1));
        assertMessage(
                "a row has 5 elements, expected a multiple of 2",
                () -> Values.layer(new Reshape(List.of(2, -1)), Shape.of(5), 1, 2, 3, 4, 5));
        assertMessage("inputs with an axis beside the rows", () -> Values.layer(new Concat(), Shape.SCALAR, 1));
    }

    @Test
    void addTakesOnlyEqualShapes() {
        Network network = Network.builder()
                .input("a", 3)
                .input("b", 1)
                .layer("sum", new Add(), "a", "b")
                .build();
        assertMessage("add expects inputs of one shape, but got [[n, 3], [n, 1]]", () -> network.trace(false));
    }

    @Test
    void valuesOutOfBoundsAreNamed() {
        assertEquals(
                "units must be at least 1, but was 0",
                assertThrows(ConfigurationException.class, () -> new Dense(0)).getMessage());
        assertEquals(
                "rate must be from 0 to below 1, but was 1.0",
                assertThrows(ConfigurationException.class, () -> new Dropout(1)).getMessage());
        assertThrows(ConfigurationException.class, () -> new Dropout(-0.1));
        assertThrows(ConfigurationException.class, () -> new Reshape(List.of(-1, -1)));
        assertThrows(ConfigurationException.class, () -> new Reshape(List.of(0)));
        assertThrows(ConfigurationException.class, () -> new Concat(0));
        assertThrows(ConfigurationException.class, () -> new LeakyRelu(Double.NaN));
    }

    /** The values at -2 and 2. */
    private static void check(Layer layer, double low, double high) {
        assertArrayEquals(new double[] {low, high}, Values.layer(layer, Shape.of(2), -2, 2), 1e-14, layer.toString());
    }

    private static Trace dropped(boolean training) {
        return Network.input(10_000).then(new Dropout(0.25)).build().trace(training);
    }

    private static void assertMessage(String part, Runnable action) {
        ShapeException e = assertThrows(ShapeException.class, action::run);
        assertTrue(String.valueOf(e.getMessage()).contains(part), e.getMessage());
    }
}
