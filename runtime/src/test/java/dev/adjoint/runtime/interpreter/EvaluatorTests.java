package dev.adjoint.runtime.interpreter;

import static dev.adjoint.runtime.interpreter.Failures.assertFails;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.adjoint.api.DataException;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluatorTests {
    private static final int N = Shape.ROWS;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void sizesFollowTheActualNumberOfRows(int rows) {
        Tensor x = Values.input(N, 3);
        double[] values = Values.upTo(rows * 3);
        double[] rowSums = new double[rows];
        double[] columnSums = new double[3];
        for (int i = 0; i < values.length; i++) {
            rowSums[i / 3] += values[i];
            columnSums[i % 3] += values[i];
        }
        assertArrayEquals(rowSums, Values.of(Precision.FLOAT, rows, x.sum(1), x, values));
        assertArrayEquals(columnSums, Values.of(Precision.FLOAT, rows, x.sum(0), x, values));
        double[] mean =
                Values.of(Precision.FLOAT, rows, x.sum(0).div(Tensor.rows()).expand(0, N), x, values);
        assertEquals(rows * 3, mean.length);
        assertEquals((float) columnSums[1] / rows, mean[rows * 3 - 2]);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void rowsMayRunAlongAnyAxis(int rows) {
        // [n, T, 2] as a loop over time has it: [T, n, 2].
        Tensor x = Values.input(N, 3, 2);
        double[] values = Values.upTo(rows * 6);
        double[] expected = new double[rows * 6];
        for (int r = 0; r < rows; r++) {
            for (int t = 0; t < 3; t++) {
                for (int d = 0; d < 2; d++) {
                    expected[(t * rows + r) * 2 + d] = values[(r * 3 + t) * 2 + d];
                }
            }
        }
        Tensor timeFirst = x.permute(1, 0, 2);
        assertArrayEquals(expected, Values.of(Precision.FLOAT, rows, timeFirst, x, values));
        assertArrayEquals(values, Values.of(Precision.FLOAT, rows, timeFirst.permute(1, 0, 2), x, values));
        double[] secondStep = Arrays.copyOfRange(expected, rows * 2, rows * 4);
        assertArrayEquals(secondStep, Values.of(Precision.FLOAT, rows, timeFirst.slice(0, 1, 1), x, values));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void sizesMayBeMultiplesOfTheRows(int rows) {
        Tensor x = Values.input(N, 32, 2);
        double[] values = Values.upTo(rows * 64);
        Tensor tall = x.reshape(Shape.of(32 * N, 2));
        assertArrayEquals(values, Values.of(Precision.FLOAT, rows, tall, x, values));
        double[] sums = Values.of(Precision.FLOAT, rows, tall.sum(1), x, values);
        assertEquals(32 * rows, sums.length);
        assertEquals(values[values.length - 2] + values[values.length - 1], sums[32 * rows - 1]);
        double[] product =
                Values.of(Precision.FLOAT, rows, tall.matmul(Tensor.constant(Shape.of(2, 1), 1, 1)), x, values);
        assertArrayEquals(sums, product);
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void deepGraphsDoNotOverflowTheStack(Precision precision) {
        Tensor x = Tensor.constant(0);
        for (int i = 0; i < 20_000; i++) {
            x = x.add(1);
        }
        assertArrayEquals(new double[] {20_000}, Values.of(precision, x));
        assertArrayEquals(
                new double[] {20_000},
                new Evaluator(precision, 1, 0, Map.of()).values(List.of(x)).get(0));
    }

    @Test
    void aValueIsComputedOnce() {
        Tensor x = Values.vector(1, 2);
        Tensor y = x.add(1);
        Evaluator evaluator = new Evaluator(Precision.FLOAT, 1, 0, Map.of());
        double[] first = evaluator.value(y);
        evaluator.value(y.mul(y));
        assertSame(first, evaluator.value(y));
    }

    @Test
    void valuesOfSeveralTensorsMayBeMadeOfOneAnother() {
        Tensor x = Values.vector(1, 2);
        Tensor y = x.add(1);
        Tensor z = y.mul(x);
        List<double[]> values = new Evaluator(Precision.FLOAT, 1, 0, Map.of()).values(List.of(z, y, z, x));
        assertArrayEquals(new double[] {2, 6}, values.get(0));
        assertArrayEquals(new double[] {2, 3}, values.get(1));
        assertArrayEquals(new double[] {2, 6}, values.get(2));
        assertArrayEquals(new double[] {1, 2}, values.get(3));
    }

    @Test
    void forgottenValuesAreComputedAgain() {
        Tensor x = Values.input(2);
        Tensor y = x.add(1);
        Evaluator evaluator = new Evaluator(Precision.FLOAT, 1, 0, Map.of(x, new double[] {1, 2}));
        evaluator.values(List.of(y.mul(2)));
        assertArrayEquals(new double[] {2, 3}, evaluator.value(y));
        assertArrayEquals(new double[] {1, 2}, evaluator.value(x));
    }

    @Test
    void anyTensorMayBeGivenInsteadOfComputed() {
        Tensor x = Values.input(2);
        Tensor y = x.add(1);
        assertArrayEquals(new double[] {10, 14}, Values.of(Precision.FLOAT, 1, y.mul(2), y, 5, 7));
    }

    @Test
    void aRunNeedsARow() {
        assertFails(DataException.class, () -> new Evaluator(Precision.FLOAT, 0, 0, Map.of()), "0 rows");
    }

    @Test
    void anArrayThatIsTooLargeIsAnError() {
        Tensor huge = Tensor.constant(1).expand(0, 1 << 20).expand(0, N);
        assertFails(
                DataException.class,
                () -> new Evaluator(Precision.FLOAT, 4096, 0, Map.of()).value(huge),
                "[n, 1048576]",
                "4294967296 elements",
                "4096 rows");
    }
}
