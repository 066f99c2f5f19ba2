package dev.adjoint.core.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.ConfigurationException;
import dev.adjoint.api.ShapeException;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.plugin.Layer;
import dev.adjoint.core.initializer.GlorotUniform;
import dev.adjoint.runtime.model.Network;
import dev.adjoint.runtime.model.Summary;
import dev.adjoint.runtime.model.TracedVariable;
import dev.adjoint.testkit.Values;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SequenceLayerTests {
    private static final int ROWS = 2;
    private static final int STEPS = 4;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theLongShortTermMemoryStepsThroughTime(boolean sequences) {
        int in = 3;
        int units = 5;
        Stated stated = Stated.by(new Lstm(units, sequences), ROWS, STEPS, in);
        assertEquals(sequences ? Shape.of(-1, STEPS, units) : Shape.of(-1, units), stated.shape());
        double[] expected = new double[stated.output().length];
        for (int row = 0; row < ROWS; row++) {
            double[] h = new double[units];
            double[] c = new double[units];
            for (int t = 0; t < STEPS; t++) {
                double[] z = stated.of("bias").clone();
                for (int gate = 0; gate < z.length; gate++) {
                    for (int i = 0; i < in; i++) {
                        z[gate] +=
                                stated.input()[(row * STEPS + t) * in + i] * stated.of("kernel")[i * z.length + gate];
                    }
                    for (int i = 0; i < units; i++) {
                        z[gate] += h[i] * stated.of("recurrent-kernel")[i * z.length + gate];
                    }
                }
                for (int unit = 0; unit < units; unit++) {
                    c[unit] = sigmoid(z[units + unit]) * c[unit] + sigmoid(z[unit]) * Math.tanh(z[2 * units + unit]);
                    h[unit] = sigmoid(z[3 * units + unit]) * Math.tanh(c[unit]);
                }
                int place = sequences ? row * STEPS + t : row;
                System.arraycopy(h, 0, expected, place * units, units);
            }
        }
        assertArrayEquals(expected, stated.output(), 1e-13);
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    @Test
    void onlyTheForgetGateBeginsWithABias() {
        Lstm layer = new Lstm(2, false, 1.5, new GlorotUniform(), new GlorotUniform());
        TracedVariable bias = Network.input(STEPS, 3).then(layer).build().trace(true).variables().stream()
                .filter(variable -> variable.path().endsWith("/bias"))
                .findFirst()
                .orElseThrow();
        float[] values = new float[8];
        bias.initializer().initialize(values, bias.shape(), new SplittableRandom(1));
        assertArrayEquals(new float[] {0, 0, 1.5f, 1.5f, 0, 0, 0, 0}, values);
    }

    @Test
    void theSummaryCountsTheLoopOncePerStep() {
        int units = 5;
        int inputs = 2 * 3 * 4 * units + 4 * units;
        int step = 2 * units * 4 * units + 4 * units + 3 * units + 2 * units + 4 * units;
        assertEquals(
                STEPS * (inputs + step),
                Summary.of(Network.input(STEPS, 3).then(new Lstm(units)).build())
                        .flops());
    }

    @Test
    void layerNormMakesEachVectorOneOfMeanZeroAndDeviationOne() {
        double[] y = Values.layer(new LayerNorm(1e-12, false, false), Shape.of(2, 2), 1, 3, -2, -8);
        assertArrayEquals(new double[] {-1, 1, 1, -1}, y, 1e-11);
        assertArrayEquals(
                new double[] {1 - 2 / Math.sqrt(5), 1 + 2 / Math.sqrt(5)},
                Values.layer(new LayerNorm(1, true, true), Shape.of(2), 5, 9),
                1e-15);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void attentionMixesTheValuesOfAllStepsHeadByHead(boolean causal) {
        int features = 6;
        int heads = 3;
        int size = features / heads;
        Stated stated = Stated.by(new MultiHeadAttention(heads, causal, new GlorotUniform()), ROWS, STEPS, features);
        double[] q = dense(stated, stated.input(), "query");
        double[] k = dense(stated, stated.input(), "key");
        double[] v = dense(stated, stated.input(), "value");
        double[] mixed = new double[q.length];
        for (int place = 0; place < ROWS * STEPS * heads; place++) {
            int first = place / heads / STEPS * STEPS;
            int head = place % heads * size;
            int t = place / heads;
            double total = 0;
            for (int s = first; s <= (causal ? t : first + STEPS - 1); s++) {
                double score = 0;
                for (int i = head; i < head + size; i++) {
                    score += q[t * features + i] * k[s * features + i];
                }
                double weight = Math.exp(score / Math.sqrt(size));
                total += weight;
                for (int i = head; i < head + size; i++) {
                    mixed[t * features + i] += weight * v[s * features + i];
                }
            }
            for (int i = head; i < head + size; i++) {
                mixed[t * features + i] /= total;
            }
        }
        assertArrayEquals(dense(stated, mixed, "output"), stated.output(), 1e-13);
    }

    private static double[] dense(Stated stated, double[] x, String name) {
        double[] bias = stated.of(name + "/bias");
        double[] kernel = stated.of(name + "/kernel");
        int features = bias.length;
        double[] y = new double[x.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = bias[i % features];
            for (int j = 0; j < features; j++) {
                y[i] += x[i - i % features + j] * kernel[j * features + i % features];
            }
        }
        return y;
    }

    @Test
    void errorsSayWhatWasExpected() {
        assertMessage(
                "lstm works on sequences: expected an input of shape [n, steps, features], but got [n, 4]",
                new Lstm(2),
                4);
        assertMessage(
                "multi-head-attention works on sequences: expected an input of shape [n, steps, features], but got"
                        + " [n, 2, 3, 4]",
                new MultiHeadAttention(2),
                2,
                3,
                4);
        assertMessage(
                "multi-head-attention cuts the features into 4 heads of one size: expected a multiple of 4 for the last"
                        + " axis of its input, but got [n, 3, 6]",
                new MultiHeadAttention(4),
                3,
                6);
        assertMessage("layer-norm works along the last axis of rows that are not scalars", new LayerNorm());
    }

    @Test
    void valuesOutOfBoundsAreNamed() {
        assertConfiguration("units must be at least 1, but was 0", () -> new Lstm(0));
        assertConfiguration("heads must be at least 1, but was -1", () -> new MultiHeadAttention(-1));
        assertConfiguration("epsilon must be positive and finite, but was 0.0", () -> new LayerNorm(0, true, true));
    }

    private static void assertMessage(String message, Layer layer, int... row) {
        ShapeException e = assertThrows(
                ShapeException.class,
                () -> Network.input(row).then(layer).build().trace(false));
        String actual = String.valueOf(e.getMessage());
        assertTrue(actual.contains(message), actual);
    }

    private static void assertConfiguration(String message, Runnable action) {
        assertEquals(
                message, assertThrows(ConfigurationException.class, action::run).getMessage());
    }
}
