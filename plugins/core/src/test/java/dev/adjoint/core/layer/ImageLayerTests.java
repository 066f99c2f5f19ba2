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
import dev.adjoint.core.initializer.Zeros;
import dev.adjoint.core.regularizer.None;
import dev.adjoint.runtime.model.Network;
import dev.adjoint.runtime.model.Summary;
import dev.adjoint.testkit.Values;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ImageLayerTests {
    private static final int ROWS = 2;

    /** Places of an image by row, height, width and channel. */
    private record Image(double[] values, int height, int width, int channels) {
        double at(int n, int y, int x, int c) {
            return values[((n * height + y) * width + x) * channels + c];
        }

        boolean contains(int y, int x) {
            return y >= 0 && y < height && x >= 0 && x < width;
        }
    }

    @Test
    void convolutionIsTheSumOverEachWindow() {
        checkConvolution(new Conv2d(3, 3), 5, 6, 2, 0, 0, 3, 4);
        checkConvolution(new Conv2d(1, List.of(2, 5), List.of(3, 2), Padding.VALID, new Zeros()), 9, 11, 3, 0, 0, 3, 4);
    }

    @Test
    void convolutionWithPaddingMeetsZerosAtTheBorder() {
        checkConvolution(new Conv2d(2, 3, 1, Padding.SAME), 4, 5, 2, 1, 1, 4, 5);
        // Six rows by three make two positions, which miss one row; seven columns make three, which miss two.
        checkConvolution(new Conv2d(2, 4, 3, Padding.SAME), 6, 7, 1, 0, 1, 2, 3);
    }

    @Test
    void dilatedConvolutionSkipsElements() {
        Conv2d layer = new Conv2d(
                2,
                List.of(2, 3),
                List.of(1, 2),
                Padding.SAME,
                List.of(3, 2),
                true,
                new GlorotUniform(),
                new Zeros(),
                new None());
        checkConvolution(layer, 5, 7, 2, 1, 2, 5, 4);
    }

    private static void checkConvolution(
            Conv2d layer, int height, int width, int channels, int top, int left, int newHeight, int newWidth) {
        Stated stated = Stated.by(layer, ROWS, height, width, channels);
        assertEquals(Shape.of(-1, newHeight, newWidth, layer.filters()), stated.shape());
        Image image = new Image(stated.input(), height, width, channels);
        double[] expected = new double[stated.output().length];
        for (int i = 0; i < expected.length; i++) {
            int f = i % layer.filters();
            int q = i / layer.filters() % newWidth;
            int p = i / layer.filters() / newWidth % newHeight;
            int n = i / layer.filters() / newWidth / newHeight;
            expected[i] = stated.of("bias")[f];
            int k = f;
            for (int dy = 0; dy < layer.size().get(0); dy++) {
                for (int dx = 0; dx < layer.size().get(1); dx++) {
                    int y = p * layer.stride().get(0) + dy * layer.dilation().get(0) - top;
                    int x = q * layer.stride().get(1) + dx * layer.dilation().get(1) - left;
                    for (int c = 0; c < channels; c++, k += layer.filters()) {
                        expected[i] += image.contains(y, x) ? image.at(n, y, x, c) * stated.of("kernel")[k] : 0;
                    }
                }
            }
        }
        assertArrayEquals(expected, stated.output(), 1e-13);
    }

    @Test
    void poolingTakesTheLargestNumberAndTheMeanOfEachWindow() {
        double[] image = {1, 2, 3, 4, 5, 6, 7, 8, 9};
        assertArrayEquals(new double[] {5}, pool(new MaxPool2d(), image));
        assertArrayEquals(new double[] {3}, pool(new AveragePool2d(), image));
        assertArrayEquals(new double[] {5, 6, 8, 9}, pool(new MaxPool2d(2, 1, Padding.VALID), image));
        assertArrayEquals(new double[] {3, 4, 6, 7}, pool(new AveragePool2d(2, 1, Padding.VALID), image));
        assertArrayEquals(new double[] {-1, -3, -7, -9}, pool(new MaxPool2d(2, 2, Padding.SAME), negative(image)));
    }

    @Test
    void averagesLeaveOutThePadding() {
        double[] image = {1, 2, 3, 4, 5, 6, 7, 8, 9};
        assertArrayEquals(new double[] {3, 4.5, 7.5, 9}, pool(new AveragePool2d(2, 2, Padding.SAME), image));
        assertArrayEquals(
                new double[] {3, 3.5, 4, 4.5, 5, 5.5, 6, 6.5, 7}, pool(new AveragePool2d(3, 1, Padding.SAME), image));
    }

    @Test
    void channelsArePooledApart() {
        Stated stated =
                Stated.by(new MaxPool2d(List.of(3, 2), Optional.of(List.of(2, 3)), Padding.VALID), ROWS, 7, 8, 3);
        Image image = new Image(stated.input(), 7, 8, 3);
        assertEquals(Shape.of(-1, 3, 3, 3), stated.shape());
        for (int i = 0; i < stated.output().length; i++) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int place = 0; place < 6; place++) {
                int y = i / 9 % 3 * 2 + place / 2;
                int x = i / 3 % 3 * 3 + place % 2;
                largest = Math.max(largest, image.at(i / 27, y, x, i % 3));
            }
            assertEquals(largest, stated.output()[i]);
        }
    }

    @Test
    void globalPoolingAveragesEachChannelOverAllPlaces() {
        double[] values = {1, 10, 2, 20, 3, 30, 6, 60};
        assertArrayEquals(new double[] {3, 30}, Values.layer(new GlobalAveragePool(), Shape.of(2, 2, 2), values));
        assertArrayEquals(new double[] {3, 30}, Values.layer(new GlobalAveragePool(), Shape.of(4, 2), values));
    }

    @Test
    void theSummaryCountsTwoOperationsForEachWeightAndPlace() {
        Network network = Network.input(28, 28, 1).then(new Conv2d(16, 3)).build();
        long expected = 26 * 26 * 16 * (2 * 9 + 1);
        assertEquals(expected, Summary.of(network).flops());
    }

    @Test
    void errorsSayWhatWasExpected() {
        assertMessage(
                "conv-2d works on images: expected an input of shape [n, height, width, channels], but got [n, 4, 4]",
                new Conv2d(),
                4,
                4);
        assertMessage(
                "conv-2d slides a window over 5 elements along axis 2 of [n, 9, 4, 1], which has only 4; expected a"
                        + " smaller size or dilation, a larger input, or padding: same",
                new Conv2d(1, 5),
                9,
                4,
                1);
        assertMessage(
                "max-pool-2d slides a window over 3 elements along axis 1 of [n, 2, 3, 1], which has only 2; expected"
                        + " a smaller size or dilation, a larger input, or padding: same",
                new MaxPool2d(3),
                2,
                3,
                1);
        assertMessage(
                "average-pool-2d works on images: expected an input of shape [n, height, width, channels], but got"
                        + " [n, 9]",
                new AveragePool2d(),
                9);
        assertMessage(
                "global-average-pool averages over the axes between the rows and the channels: expected an input of"
                        + " shape [n, ..., channels] with at least three axes, but got [n, 9]",
                new GlobalAveragePool(),
                9);
    }

    @Test
    void valuesOutOfBoundsAreNamed() {
        assertConfiguration("filters must be at least 1, but was 0", () -> new Conv2d(0, 3));
        assertConfiguration(
                "size must be [height, width], both at least 1, but was [3, 0]",
                () -> new Conv2d(1, List.of(3, 0), List.of(1, 1), Padding.SAME, new Zeros()));
        assertConfiguration(
                "stride must be [height, width], both at least 1, but was [2]",
                () -> new MaxPool2d(List.of(2, 2), Optional.of(List.of(2)), Padding.SAME));
        assertConfiguration(
                "size must be [height, width], both at least 1, but was []",
                () -> new AveragePool2d(List.of(), Optional.empty(), Padding.SAME));
    }

    private static double[] pool(Layer layer, double... image) {
        return Values.layer(layer, Shape.of(3, 3, 1), image);
    }

    private static double[] negative(double[] values) {
        return DoubleStream.of(values).map(value -> -value).toArray();
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
