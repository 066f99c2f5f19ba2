package dev.adjoint.runtime.interpreter;

import static dev.adjoint.runtime.interpreter.Values.counting;
import static dev.adjoint.runtime.interpreter.Values.vector;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReductionsTests {
    @ParameterizedTest
    @EnumSource(Precision.class)
    void sumsAlongEachAxis(Precision precision) {
        Tensor x = counting(2, 3, 2);
        assertArrayEquals(new double[] {8, 10, 12, 14, 16, 18}, Values.of(precision, x.sum(0)));
        assertArrayEquals(new double[] {9, 12, 27, 30}, Values.of(precision, x.sum(1)));
        assertArrayEquals(new double[] {3, 7, 11, 15, 19, 23}, Values.of(precision, x.sum(2)));
        assertArrayEquals(new double[] {78}, Values.of(precision, x.sum()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 15, 16, 17, 31, 32, 33, 100})
    void theLastAxisIsSummedInSixteenPartsThatAreFoldedPairwise(int size) {
        float[] x = numbersWhoseOrderMatters(size);
        float[] p = new float[16];
        for (int i = 0; i < size; i++) {
            p[i % 16] += x[i];
        }
        float a = ((p[0] + p[8]) + (p[4] + p[12])) + ((p[2] + p[10]) + (p[6] + p[14]));
        float b = ((p[1] + p[9]) + (p[5] + p[13])) + ((p[3] + p[11]) + (p[7] + p[15]));
        double[] values = doubles(x);
        assertArrayEquals(
                new double[] {a + b}, Values.of(Precision.FLOAT, vector(values).sum(0)));
        Tensor twoRows =
                Tensor.concat(0, List.of(vector(values), vector(values))).reshape(Shape.of(2, size));
        assertArrayEquals(new double[] {a + b, a + b}, Values.of(Precision.FLOAT, twoRows.sum(1)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 15, 16, 17, 33})
    void anOuterAxisIsSummedInOrderOfTheIndex(int size) {
        float[] x = numbersWhoseOrderMatters(size);
        float sum = 0;
        for (float value : x) {
            sum += value;
        }
        Tensor column = Tensor.constant(Shape.of(size, 1), doubles(x));
        assertArrayEquals(new double[] {sum}, Values.of(Precision.FLOAT, column.sum(0)));
    }

    @Test
    void theTwoOrdersDifferWhereTheNumbersMakeThem() {
        float[] x = numbersWhoseOrderMatters(100);
        double last = Values.of(Precision.FLOAT, vector(doubles(x)).sum(0))[0];
        double outer = Values.of(
                Precision.FLOAT, Tensor.constant(Shape.of(100, 1), doubles(x)).sum(0))[0];
        assertEquals(last, outer, 1e3);
        assertEquals(false, last == outer);
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void sumsBeginAtPositiveZero(Precision precision) {
        assertArrayEquals(new double[] {0.0}, Values.of(precision, vector(-0.0).sum(0)));
        assertArrayEquals(
                new double[] {0.0},
                Values.of(precision, Tensor.constant(Shape.of(1, 1), -0.0).sum(0)));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void sumsCarryInfinityAndNaN(Precision precision) {
        double infinity = Double.POSITIVE_INFINITY;
        Tensor x = Tensor.constant(Shape.of(3, 2), 1, infinity, infinity, -infinity, Double.NaN, 0);
        assertArrayEquals(new double[] {infinity, Double.NaN, Double.NaN}, Values.of(precision, x.sum(1)));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void maximumAlongEachAxis(Precision precision) {
        Tensor x = Tensor.constant(Shape.of(2, 3), 1, 5, 3, 4, -2, 6);
        assertArrayEquals(new double[] {4, 5, 6}, Values.of(precision, x.max(0)));
        assertArrayEquals(new double[] {5, 6}, Values.of(precision, x.max(1)));
        double infinity = Double.POSITIVE_INFINITY;
        Tensor special =
                Tensor.constant(Shape.of(4, 2), -infinity, -infinity, -0.0, 0.0, Double.NaN, infinity, 1, Double.NaN);
        assertArrayEquals(new double[] {-infinity, 0.0, Double.NaN, Double.NaN}, Values.of(precision, special.max(1)));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void argMaxIsTheFirstNaNOrTheFirstLargest(Precision precision) {
        double nan = Double.NaN;
        Tensor x = Tensor.constant(Shape.of(5, 3), 1, 5, 5, 7, 2, 7, -0.0, 0, 0, 9, nan, nan, nan, nan, 9);
        assertArrayEquals(new double[] {1, 0, 0, 1, 0}, Values.of(precision, x.argMax(1)));
        assertArrayEquals(
                new double[] {1, 0},
                Values.of(precision, Tensor.constant(Shape.of(2, 2), 1, 3, 2, 3).argMax(0)));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void expandRepeatsAlongANewAxis(Precision precision) {
        Tensor x = counting(2, 2);
        assertArrayEquals(new double[] {1, 2, 3, 4, 1, 2, 3, 4}, Values.of(precision, x.expand(0, 2)));
        assertArrayEquals(new double[] {1, 2, 1, 2, 3, 4, 3, 4}, Values.of(precision, x.expand(1, 2)));
        assertArrayEquals(new double[] {1, 1, 2, 2, 3, 3, 4, 4}, Values.of(precision, x.expand(2, 2)));
        assertArrayEquals(
                new double[] {5, 5, 5}, Values.of(precision, Tensor.constant(5).expand(0, 3)));
    }

    /** Numbers of very different sizes and both signs, so that almost every order gives another float sum. */
    private static float[] numbersWhoseOrderMatters(int size) {
        float[] x = new float[size];
        for (int i = 0; i < size; i++) {
            x[i] = (float) ((i % 2 == 0 ? 1 : -1) * Math.pow(10, (i * 7) % 11 - 3) * (1 + 0.1 * i));
        }
        return x;
    }

    private static double[] doubles(float[] x) {
        double[] values = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            values[i] = x[i];
        }
        return values;
    }
}
