package dev.adjoint.runtime.interpreter;

import static dev.adjoint.runtime.interpreter.Values.counting;
import static dev.adjoint.runtime.interpreter.Values.vector;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Dot;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContractionsTests {
    @ParameterizedTest
    @EnumSource(Precision.class)
    void dotIsTheMatrixProduct(Precision precision) {
        Tensor product = counting(2, 3).matmul(counting(3, 2));
        assertArrayEquals(new double[] {22, 28, 49, 64}, Values.of(precision, product));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void dotOfTransposedOperands(Precision precision) {
        Dot leftTransposed = new Dot(List.of(), List.of(), List.of(0), List.of(0));
        assertArrayEquals(
                new double[] {10, 14, 14, 20},
                Values.of(precision, counting(2, 2).dot(counting(2, 2), leftTransposed)));
        Dot rightTransposed = new Dot(List.of(), List.of(), List.of(1), List.of(1));
        assertArrayEquals(
                new double[] {5, 11, 11, 25},
                Values.of(precision, counting(2, 2).dot(counting(2, 2), rightTransposed)));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void dotRunsBatchAxesAlongTogether(Precision precision) {
        // Batch axis 1 of the left meets axis 0 of the right: result[b, i, j] = Σk left[i, b, k] right[b, k, j].
        Dot dot = new Dot(List.of(1), List.of(0), List.of(2), List.of(1));
        Tensor left = counting(1, 2, 2);
        Tensor right = counting(2, 2, 1);
        assertArrayEquals(new double[] {1 + 4, 9 + 16}, Values.of(precision, left.dot(right, dot)));
        Dot noContraction = new Dot(List.of(0), List.of(0), List.of(), List.of());
        assertArrayEquals(
                new double[] {1, 4, 9}, Values.of(precision, counting(3).dot(counting(3), noContraction)));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void dotContractsSeveralAxesInTheListedOrder(Precision precision) {
        // Σ left[i, j] right[j, i].
        Dot dot = new Dot(List.of(), List.of(), List.of(0, 1), List.of(1, 0));
        double expected = 1 * 1 + 2 * 3 + 3 * 5 + 4 * 2 + 5 * 4 + 6 * 6;
        assertArrayEquals(
                new double[] {expected}, Values.of(precision, counting(2, 3).dot(counting(3, 2), dot)));
        Dot outer = new Dot(List.of(), List.of(), List.of(), List.of());
        assertArrayEquals(
                new double[] {1, 2, 2, 4}, Values.of(precision, counting(2).dot(counting(2), outer)));
    }

    @Test
    void dotAddsItsProductsInOrderByFusedMultiplyAdd() {
        double[] x = {1e8, 1 + 0x1p-12, -1e8, 3, 0.1f, 1e-4f};
        double[] y = {1, 1 + 0x1p-12, 1, 1e-8f, 7, 0.3f};
        float expected = 0;
        for (int k = 0; k < x.length; k++) {
            expected = Math.fma((float) x[k], (float) y[k], expected);
        }
        assertArrayEquals(
                new double[] {expected},
                Values.of(
                        Precision.FLOAT,
                        Tensor.constant(Shape.of(1, 6), x).matmul(Tensor.constant(Shape.of(6, 1), y))));
        // The order of the contracting axes as listed decides, not their order in memory.
        Tensor a = Tensor.constant(Shape.of(2, 2), 1e8, 1, -1e8, 1);
        Tensor ones = Tensor.constant(Shape.of(2, 2), 1, 1, 1, 1);
        Dot rows = new Dot(List.of(), List.of(), List.of(0, 1), List.of(0, 1));
        Dot columns = new Dot(List.of(), List.of(), List.of(1, 0), List.of(1, 0));
        assertArrayEquals(new double[] {1}, Values.of(Precision.FLOAT, a.dot(ones, rows)));
        assertArrayEquals(new double[] {2}, Values.of(Precision.FLOAT, a.dot(ones, columns)));
        assertArrayEquals(new double[] {2}, Values.of(Precision.DOUBLE, a.dot(ones, rows)));
    }

    @Test
    void dotRoundsAProductOnlyWithItsSum() {
        // x² = 1 + 2^-11 + 2^-24, whose last part a product that is rounded on its own would lose.
        double x = 1 + 0x1p-12;
        Tensor fused = vector(-1, x).dot(vector(1, x), new Dot(List.of(), List.of(), List.of(0), List.of(0)));
        assertArrayEquals(new double[] {0x1p-11 + 0x1p-24}, Values.of(Precision.FLOAT, fused));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void dotBeginsAtPositiveZeroAndCarriesNaN(Precision precision) {
        Dot dot = new Dot(List.of(), List.of(), List.of(0), List.of(0));
        assertArrayEquals(new double[] {0.0}, Values.of(precision, vector(-0.0).dot(vector(1), dot)));
        Tensor infinite = vector(Double.POSITIVE_INFINITY, 1);
        assertArrayEquals(new double[] {Double.NaN}, Values.of(precision, infinite.dot(vector(0, 1), dot)));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void foldAddsWindowsBack(Precision precision) {
        Tensor windows = counting(3, 2);
        assertArrayEquals(new double[] {1, 2 + 3, 4 + 5, 6}, Values.of(precision, windows.fold(0, 4, 1, 1)));
        assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6, 0}, Values.of(precision, windows.fold(0, 7, 2, 1)));
        assertArrayEquals(new double[] {1, 3, 2 + 5, 4, 6}, Values.of(precision, windows.fold(0, 5, 1, 2)));
        assertArrayEquals(
                new double[] {1, 2, 3 + 5, 4 + 6, 7, 8},
                Values.of(precision, counting(2, 2, 2).fold(0, 3, 1, 1)));
        assertArrayEquals(
                new double[] {1, 2 + 3, 4, 5, 6 + 7, 8},
                Values.of(precision, counting(2, 2, 2).fold(1, 3, 1, 1)));
    }

    @Test
    void foldAddsInTheOrderOfThePlaceInTheWindow() {
        // Element 2 is met by place 0 of window 2, place 1 of window 1 and place 2 of window 0.
        Tensor windows = Tensor.constant(Shape.of(3, 3), 0, 0, 1, 0, -1e8, 0, 1e8, 0, 0);
        assertArrayEquals(new double[] {0, 0, 1, 0, 0}, Values.of(Precision.FLOAT, windows.fold(0, 5, 1, 1)));
        Tensor other = Tensor.constant(Shape.of(3, 3), 0, 0, -1e8, 0, 1e8, 0, 1, 0, 0);
        assertArrayEquals(new double[] {0, 0, 0, 0, 0}, Values.of(Precision.FLOAT, other.fold(0, 5, 1, 1)));
    }
}
