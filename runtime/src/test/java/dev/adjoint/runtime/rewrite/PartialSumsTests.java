package dev.adjoint.runtime.rewrite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.PluginException;
import dev.adjoint.api.graph.Functions;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Dot;
import dev.adjoint.api.op.Sum;
import dev.adjoint.runtime.autodiff.Gradients;
import dev.adjoint.runtime.interpreter.Evaluator;
import dev.adjoint.runtime.interpreter.Precision;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Long sums over all rows by way of partial ones. */
class PartialSumsTests extends RewriterCase {
    private static final Dot OVER_POSITIONS = new Dot(List.of(), List.of(), List.of(0, 1), List.of(0, 1));

    private final Tensor windows = leaf("windows", N, 50, 9);
    private final Tensor gradient = leaf("gradient", N, 50, 4);
    private final Tensor kernelGradient = windows.dot(gradient, OVER_POSITIONS);

    private static Tensor forRows(Tensor tensor, int capacity) {
        return Rewriter.forRows(program(tensor), capacity).roots().get(0);
    }

    private static void staysWhole(Tensor tensor) {
        assertEquals(tensor.op(), rewritten(tensor).op());
    }

    @Test
    void longSumsOverRowsAreSumsOfPartialOnes() {
        Tensor sum = rewritten(kernelGradient);
        assertEquals(new Sum(0), sum.op());
        assertEquals(OVER_POSITIONS.withPartialSums(16), sum.input(0).op());
        assertEquals(kernelGradient.shape(), sum.shape());
        assertSame(sum, rewritten(sum));
    }

    @ParameterizedTest
    @CsvSource({"1,2", "8,2", "9,3", "35,9", "60,15", "64,16", "1000,16"})
    void noMoreThanRunsOfSoManyRowsFill(int capacity, int number) {
        Tensor sum = forRows(rewritten(kernelGradient), capacity);
        assertEquals(new Sum(0), sum.op());
        assertEquals(OVER_POSITIONS.withPartialSums(number), sum.input(0).op());
        assertSame(sum, forRows(sum, capacity));
    }

    @Test
    void whereTheySaveNothingSumsStayWhole() {
        staysWhole(leaf("a", N, 47, 9).dot(leaf("b", N, 47, 4), OVER_POSITIONS));
        staysWhole(leaf("wide", N, 50, 100).dot(leaf("wider", N, 50, 129), OVER_POSITIONS));
        staysWhole(leaf("large", N, 500, 300).dot(leaf("larger", N, 500, 301), OVER_POSITIONS));
        staysWhole(leaf("some", N, 50, 2).dot(leaf("few", N, 50, 3), OVER_POSITIONS));
    }

    @Test
    void sumsThatDoNotBeginWithRowsStayWhole() {
        staysWhole(leaf("a", 60, 50, 9).dot(leaf("b", 60, 50, 4), OVER_POSITIONS));
        staysWhole(windows.dot(gradient, new Dot(List.of(), List.of(), List.of(1, 0), List.of(1, 0))));
        staysWhole(windows.dot(gradient, new Dot(List.of(1), List.of(1), List.of(0), List.of(0))));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 5, 35, 64, 100})
    void theirSumIsTheWholeSum(int rows) {
        Random random = new Random(rows);
        Map<Tensor, double[]> point = Map.of(
                windows, random.doubles(rows * 50L * 9).toArray(),
                gradient, random.doubles(rows * 50L * 4).toArray());
        Evaluator evaluator = new Evaluator(Precision.DOUBLE, rows, 1, point);
        double[] whole = evaluator.value(kernelGradient);
        Tensor sum = rewritten(kernelGradient);
        assertArrayEquals(whole, evaluator.value(sum), 1e-10);
        assertArrayEquals(evaluator.value(sum), evaluator.value(forRows(sum, rows)));
        double[] partial = evaluator.value(sum.input(0));
        int row = 0;
        for (int p = 0; p < 16; p++) {
            int to = Dot.firstRow(rows, p + 1, 16);
            double[] own = partOf(point, row, to);
            assertArrayEquals(own, Arrays.copyOfRange(partial, p * own.length, (p + 1) * own.length));
            row = to;
        }
        assertEquals(rows, row);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 16})
    void partialSumsAreOfNearlyEqualLengthAndOfFourRowsAtLeast(int number) {
        for (int rows = 1; rows < 200; rows++) {
            int filled = Math.min(number, (rows + 3) / 4);
            for (int p = 0; p < number; p++) {
                int length = Dot.firstRow(rows, p + 1, number) - Dot.firstRow(rows, p, number);
                assertTrue(length <= Dot.mostRows(rows, number), p + " of " + rows);
                assertTrue(p < filled ? length >= rows / filled : length == 0, p + " of " + rows);
            }
        }
    }

    private double[] partOf(Map<Tensor, double[]> point, int from, int to) {
        double[] left = Objects.requireNonNull(point.get(windows));
        double[] right = Objects.requireNonNull(point.get(gradient));
        double[] sums = new double[9 * 4];
        for (int at = from * 50; at < to * 50; at++) {
            for (int i = 0; i < 9; i++) {
                for (int j = 0; j < 4; j++) {
                    sums[i * 4 + j] = Math.fma(left[at * 9 + i], right[at * 4 + j], sums[i * 4 + j]);
                }
            }
        }
        return sums;
    }

    @Test
    void theyAreMadeWhenNothingIsDifferentiatedAnyMore() {
        Tensor loss = Functions.mean(
                Functions.mean(Functions.mean(windows.dot(gradient, OVER_POSITIONS.withPartialSums(4)), 0), 0), 0);
        PluginException refused = assertThrows(PluginException.class, () -> Gradients.of(loss, List.of(windows)));
        assertTrue(refused.toString().contains("partial sums cannot be differentiated"), refused::toString);
    }
}
