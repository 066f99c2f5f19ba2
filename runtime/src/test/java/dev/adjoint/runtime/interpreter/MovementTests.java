package dev.adjoint.runtime.interpreter;

import static dev.adjoint.runtime.interpreter.Values.counting;
import static dev.adjoint.runtime.interpreter.Values.vector;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MovementTests {
    @ParameterizedTest
    @EnumSource(Precision.class)
    void reshapeKeepsRowMajorOrder(Precision precision) {
        assertArrayEquals(Values.upTo(6), Values.of(precision, counting(2, 3).reshape(Shape.of(3, 2))));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void permuteReordersAxes(Precision precision) {
        assertArrayEquals(
                new double[] {1, 4, 2, 5, 3, 6},
                Values.of(precision, counting(2, 3).permute(1, 0)));
        // Axis i of the result is axis order[i] of the input: result[k][i][j] = x[i][j][k].
        assertArrayEquals(
                new double[] {1, 3, 5, 7, 9, 11, 2, 4, 6, 8, 10, 12},
                Values.of(precision, counting(2, 3, 2).permute(2, 0, 1)));
        assertArrayEquals(
                new double[] {1, 7, 2, 8, 3, 9, 4, 10, 5, 11, 6, 12},
                Values.of(precision, counting(2, 3, 2).permute(1, 2, 0)));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void flipReversesOneAxis(Precision precision) {
        assertArrayEquals(
                new double[] {4, 5, 6, 1, 2, 3},
                Values.of(precision, counting(2, 3).flip(0)));
        assertArrayEquals(
                new double[] {3, 2, 1, 6, 5, 4},
                Values.of(precision, counting(2, 3).flip(1)));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void sliceTakesEveryStridethElement(Precision precision) {
        assertArrayEquals(new double[] {2, 4}, Values.of(precision, counting(5).slice(0, 1, 2, 2)));
        assertArrayEquals(
                new double[] {2, 3, 5, 6}, Values.of(precision, counting(2, 3).slice(1, 1, 2)));
        assertArrayEquals(
                new double[] {1, 2, 5, 6}, Values.of(precision, counting(3, 2).slice(0, 0, 2, 2)));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void padPutsAValueAroundAndBetweenElements(Precision precision) {
        assertArrayEquals(
                new double[] {9, 1, 9, 9, 2, 9, 9, 3, 9, 9},
                Values.of(precision, counting(3).pad(0, 1, 2, 2, 9)));
        assertArrayEquals(
                new double[] {0, 0, 1, 2, 3, 4},
                Values.of(precision, counting(2, 2).pad(0, 1, 0)));
        assertArrayEquals(
                new double[] {1, 2, 0, 3, 4, 0},
                Values.of(precision, counting(2, 2).pad(1, 0, 1)));
        double tenth = precision == Precision.FLOAT ? 0.1f : 0.1;
        assertArrayEquals(
                new double[] {1, tenth}, Values.of(precision, vector(1).pad(0, 0, 1, 0, 0.1)));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void concatPutsTensorsOneBehindTheOther(Precision precision) {
        Tensor a = counting(2, 1);
        Tensor b = counting(2, 2).mul(10);
        assertArrayEquals(
                new double[] {1, 10, 20, 1, 2, 30, 40, 2}, Values.of(precision, Tensor.concat(1, List.of(a, b, a))));
        assertArrayEquals(
                new double[] {1, 2, 3, 4, 10, 20, 30, 40},
                Values.of(precision, Tensor.concat(0, List.of(counting(2, 2), b))));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void windowLaysOutPositionsAndPlaces(Precision precision) {
        assertArrayEquals(
                new double[] {1, 2, 2, 3, 3, 4},
                Values.of(precision, counting(4).window(0, 2, 1, 1)));
        assertArrayEquals(
                new double[] {1, 3, 3, 5}, Values.of(precision, counting(6).window(0, 2, 2, 2)));
        assertArrayEquals(
                new double[] {1, 2, 3, 4, 3, 4, 5, 6},
                Values.of(precision, counting(3, 2).window(0, 2, 1, 1)));
        assertArrayEquals(
                new double[] {1, 2, 2, 3, 4, 5, 5, 6},
                Values.of(precision, counting(2, 3).window(1, 2, 1, 1)));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void movementKeepsNaNInfinityAndTheSignOfZero(Precision precision) {
        double[] special = {Double.NaN, Double.NEGATIVE_INFINITY, -0.0, 0.0};
        double[] reversed = {0.0, -0.0, Double.NEGATIVE_INFINITY, Double.NaN};
        assertArrayEquals(reversed, Values.of(precision, vector(special).flip(0)));
        assertArrayEquals(
                special, Values.of(precision, vector(special).slice(0, 0, 4).pad(0, 0, 0)));
    }
}
