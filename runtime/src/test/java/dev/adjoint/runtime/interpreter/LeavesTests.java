package dev.adjoint.runtime.interpreter;

import static dev.adjoint.runtime.interpreter.Failures.assertFails;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.adjoint.api.DataException;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.math.CounterRandom;
import dev.adjoint.api.op.Op;
import dev.adjoint.api.op.Parameter;
import dev.adjoint.api.op.Random;
import dev.adjoint.api.op.State;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LeavesTests {
    @ParameterizedTest
    @EnumSource(Precision.class)
    void constantsAreRoundedToThePrecision(Precision precision) {
        double tenth = precision == Precision.FLOAT ? 0.1f : 0.1;
        assertArrayEquals(new double[] {tenth}, Values.of(precision, Tensor.constant(0.1)));
        assertArrayEquals(
                new double[] {Double.NaN, Double.NEGATIVE_INFINITY, -0.0},
                Values.of(precision, Values.vector(Double.NaN, Double.NEGATIVE_INFINITY, -0.0)));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void iotaCountsFromZero(Precision precision) {
        assertArrayEquals(new double[] {0, 1, 2, 3}, Values.of(precision, Tensor.iota(4)));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void rowsIsTheActualNumberOfRows(Precision precision) {
        assertArrayEquals(new double[] {5}, new Evaluator(precision, 5, 0, Map.of()).value(Tensor.rows()));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void randomNumbersAreThoseOfTheCounter(Precision precision) {
        Tensor random = Tensor.of(new Random(3, Shape.of(Shape.ROWS, 4)));
        double[] values = new Evaluator(precision, 2, 99, Map.of()).value(random);
        for (int i = 0; i < 8; i++) {
            assertEquals(CounterRandom.uniform(99L, 3, i), values[i]);
        }
        double[] moreRows = new Evaluator(precision, 5, 99, Map.of()).value(random);
        assertArrayEquals(values, Arrays.copyOf(moreRows, 8));
        double[] otherKey = new Evaluator(precision, 2, 100, Map.of()).value(random);
        assertEquals(false, Arrays.equals(values, otherKey));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void givenValuesAreRoundedToThePrecision(Precision precision) {
        double tenth = precision == Precision.FLOAT ? 0.1f : 0.1;
        for (Op op : List.of(new Parameter("w", Shape.of(1)), new State("m", Shape.of(1)))) {
            Tensor leaf = Tensor.of(op);
            assertArrayEquals(new double[] {tenth}, Values.of(precision, 1, leaf, leaf, 0.1));
        }
    }

    @Test
    void aMissingValueIsNamed() {
        Tensor weights = Tensor.of(new Parameter("dense1/kernel", Shape.of(2)));
        assertFails(DataException.class, () -> Values.of(Precision.FLOAT, weights.add(1)), "dense1/kernel");
    }

    @Test
    void aValueOfTheWrongLengthIsShownWithTheExpectedOne() {
        Tensor x = Values.input(Shape.ROWS, 3);
        assertFails(
                DataException.class,
                () -> Values.of(Precision.FLOAT, 2, x, x, 1, 2, 3, 4, 5),
                "5 elements; expected 6 for float[n, 3] with 2 rows");
    }
}
