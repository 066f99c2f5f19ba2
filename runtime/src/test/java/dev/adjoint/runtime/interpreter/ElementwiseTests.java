package dev.adjoint.runtime.interpreter;

import static dev.adjoint.runtime.interpreter.Values.vector;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Unary;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ElementwiseTests {
    private static final double NAN = Double.NaN;
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    @ParameterizedTest
    @CsvSource({
        "NEG, 1.5, -1.5",
        "EXP, 1, 2.7182818284590452354",
        "LOG, 10, 2.302585092994045684",
        "SQRT, 2, 1.4142135623730950488",
        "TANH, 0.5, 0.4621171572600097585",
        "SIGMOID, -2, 0.11920292202211755594",
        "ERF, 0.5, 0.52049987781304653768",
        "SIN, 2, 0.9092974268256816954",
        "COS, 2, -0.416146836547142387",
        "ABS, -2.5, 2.5",
        "FLOOR, -2.5, -3",
        "SIGN, -2.5, -1"
    })
    void functionsOfOneNumberAreThoseOfMathematics(Unary op, double x, double expected) {
        Tensor result = Tensor.of(op, vector(x));
        assertEquals(expected, Values.of(Precision.DOUBLE, result)[0], 1e-15 * Math.abs(expected));
        double single = Values.of(Precision.FLOAT, result)[0];
        assertEquals(expected, single, 4 * Math.ulp((float) expected));
        assertEquals((float) single, single);
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void functionsOfOneNumberHaveTheirLimits(Precision precision) {
        Tensor special = vector(0.0, -0.0, INFINITY, -INFINITY, NAN);
        assertArrayEquals(new double[] {-0.0, 0.0, -INFINITY, INFINITY, NAN}, Values.of(precision, special.neg()));
        assertArrayEquals(new double[] {1, 1, INFINITY, 0, NAN}, Values.of(precision, special.exp()));
        assertArrayEquals(new double[] {-INFINITY, -INFINITY, INFINITY, NAN, NAN}, Values.of(precision, special.log()));
        assertArrayEquals(new double[] {0, -0.0, INFINITY, NAN, NAN}, Values.of(precision, special.sqrt()));
        assertArrayEquals(new double[] {0, -0.0, 1, -1, NAN}, Values.of(precision, special.tanh()));
        assertArrayEquals(new double[] {0.5, 0.5, 1, 0, NAN}, Values.of(precision, special.sigmoid()));
        assertArrayEquals(new double[] {0, -0.0, 1, -1, NAN}, Values.of(precision, special.erf()));
        assertArrayEquals(new double[] {0, 0, INFINITY, INFINITY, NAN}, Values.of(precision, special.abs()));
        assertArrayEquals(new double[] {0, -0.0, INFINITY, -INFINITY, NAN}, Values.of(precision, special.floor()));
        assertArrayEquals(new double[] {0, -0.0, 1, -1, NAN}, Values.of(precision, special.sign()));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void arithmeticOfTwoTensors(Precision precision) {
        Tensor x = vector(6, -3, 0.5);
        Tensor y = vector(2, -4, 2);
        assertArrayEquals(new double[] {8, -7, 2.5}, Values.of(precision, x.add(y)));
        assertArrayEquals(new double[] {4, 1, -1.5}, Values.of(precision, x.sub(y)));
        assertArrayEquals(new double[] {12, 12, 1}, Values.of(precision, x.mul(y)));
        assertArrayEquals(new double[] {3, 0.75, 0.25}, Values.of(precision, x.div(y)));
        assertArrayEquals(new double[] {6, -3, 2}, Values.of(precision, x.maximum(y)));
        assertArrayEquals(new double[] {2, -4, 0.5}, Values.of(precision, x.minimum(y)));
        assertArrayEquals(
                new double[] {9, 0.125, 1}, Values.of(precision, vector(3, 2, 5).pow(vector(2, -3, 0))), 1e-6);
    }

    @Test
    void singlePrecisionRoundsEveryResultOnce() {
        Tensor third = vector(1).div(3);
        assertArrayEquals(new double[] {1f / 3f}, Values.of(Precision.FLOAT, third));
        assertArrayEquals(new double[] {1.0 / 3.0}, Values.of(Precision.DOUBLE, third));
        Tensor large = vector(16777216).add(1);
        assertArrayEquals(new double[] {16777216}, Values.of(Precision.FLOAT, large));
        assertArrayEquals(new double[] {16777217}, Values.of(Precision.DOUBLE, large));
        Tensor overflow = vector(3e38).mul(2);
        assertArrayEquals(new double[] {INFINITY}, Values.of(Precision.FLOAT, overflow));
        Tensor denormal = vector(0x1p-126).mul(vector(0x1.8p-23));
        assertArrayEquals(new double[] {0x1p-148}, Values.of(Precision.FLOAT, denormal));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void maximumAndMinimumOrderZerosAndKeepNaN(Precision precision) {
        Tensor x = vector(-0.0, NAN, 1, -INFINITY);
        Tensor y = vector(0.0, 1, NAN, INFINITY);
        assertArrayEquals(new double[] {0.0, NAN, NAN, INFINITY}, Values.of(precision, x.maximum(y)));
        assertArrayEquals(new double[] {-0.0, NAN, NAN, -INFINITY}, Values.of(precision, x.minimum(y)));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void comparisonsWithNaNAreFalseAndZerosAreEqual(Precision precision) {
        Tensor x = vector(1, 2, 3, NAN, -0.0, INFINITY);
        Tensor y = vector(2, 2, 2, NAN, 0.0, INFINITY);
        assertArrayEquals(new double[] {0, 1, 0, 0, 1, 1}, Values.of(precision, x.equal(y)));
        assertArrayEquals(new double[] {1, 0, 0, 0, 0, 0}, Values.of(precision, x.less(y)));
        assertArrayEquals(new double[] {1, 1, 0, 0, 1, 1}, Values.of(precision, x.lessEqual(y)));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void whereTakesOneBranchAndLeavesTheOther(Precision precision) {
        Tensor condition = vector(1, 5, 1, 5).less(3);
        Tensor result = condition.where(vector(1, NAN, -0.0, 4), vector(NAN, 2, 3, -0.0));
        assertArrayEquals(new double[] {1, 2, -0.0, -0.0}, Values.of(precision, result));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void castsKeepTheNumbers(Precision precision) {
        Tensor truth = vector(1, 5).less(3);
        assertArrayEquals(new double[] {1, 0}, Values.of(precision, truth.cast(DType.FLOAT)));
        assertArrayEquals(new double[] {1, 0}, Values.of(precision, truth.cast(DType.INT)));
        assertArrayEquals(
                new double[] {0, 1, 2}, Values.of(precision, Tensor.iota(3).cast(DType.FLOAT)));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void stopGradientKeepsTheValues(Precision precision) {
        assertArrayEquals(
                new double[] {1, NAN}, Values.of(precision, vector(1, NAN).stopGradient()));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void broadcastingRepeatsTheSmallerOperand(Precision precision) {
        Tensor sum = Values.counting(2, 3).add(vector(10, 20, 30));
        assertArrayEquals(new double[] {11, 22, 33, 14, 25, 36}, Values.of(precision, sum));
        Tensor table = Tensor.constant(Shape.of(2, 1), 10, 20).add(vector(1, 2, 3));
        assertArrayEquals(new double[] {11, 12, 13, 21, 22, 23}, Values.of(precision, table));
    }

    @Test
    void theErrorFunctionIsExactToFifteenDigits() {
        double[][] table = {
            {1e-300, 1.1283791670955125739e-300},
            {1e-8, 1.1283791670955125599e-8},
            {0.1, 0.1124629160182848984},
            {1, 0.84270079294971486934},
            {1.5, 0.96610514647531072707},
            {1.9999, 0.99532019790702939169},
            {2.0001, 0.99532433130419666017},
            {2.5, 0.99959304798255504106},
            {4, 0.99999998458274209972}
        };
        for (double[] row : table) {
            assertEquals(row[1], ErrorFunction.erf(row[0]), 1e-15 * row[1]);
            assertEquals(-row[1], ErrorFunction.erf(-row[0]), 1e-15 * row[1]);
        }
        assertTrue(Arrays.stream(new double[] {6, 1e10, INFINITY}).allMatch(x -> ErrorFunction.erf(x) == 1));
    }
}
