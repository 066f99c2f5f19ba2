package dev.adjoint.runtime.interpreter;

import static dev.adjoint.runtime.interpreter.Failures.assertFails;
import static dev.adjoint.runtime.interpreter.Values.counting;
import static dev.adjoint.runtime.interpreter.Values.integers;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.adjoint.api.DataException;
import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.graph.TensorType;
import dev.adjoint.api.op.Input;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class IndexingTests {
    @ParameterizedTest
    @EnumSource(Precision.class)
    void gatherPicksSlices(Precision precision) {
        Tensor table = counting(3, 2);
        assertArrayEquals(
                new double[] {5, 6, 1, 2, 5, 6}, Values.of(precision, table.gather(0, integers(Shape.of(3), 2, 0, 2))));
        assertArrayEquals(
                new double[] {2, 1, 4, 3, 6, 5}, Values.of(precision, table.gather(1, integers(Shape.of(2), 1, 0))));
        assertArrayEquals(
                new double[] {1, 2, 3, 4, 5, 6, 1, 2},
                Values.of(precision, table.gather(0, integers(Shape.of(2, 2), 0, 1, 2, 0))));
        assertArrayEquals(new double[] {3, 4}, Values.of(precision, table.gather(0, integers(Shape.SCALAR, 1))));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void scatterAddAddsSlices(Precision precision) {
        Tensor rows = counting(3, 2).scatterAdd(0, 4, integers(Shape.of(3), 2, 0, 2));
        assertArrayEquals(new double[] {3, 4, 0, 0, 1 + 5, 2 + 6, 0, 0}, Values.of(precision, rows));
        Tensor columns = counting(2, 3).scatterAdd(1, 2, integers(Shape.of(3), 1, 1, 0));
        assertArrayEquals(new double[] {3, 1 + 2, 6, 4 + 5}, Values.of(precision, columns));
        Tensor table = counting(2, 2).scatterAdd(0, 3, integers(Shape.of(2, 2), 0, 2, 2, 0));
        assertArrayEquals(new double[] {1 + 4, 0, 2 + 3}, Values.of(precision, table));
        Tensor one = counting(2).scatterAdd(0, 2, integers(Shape.SCALAR, 1));
        assertArrayEquals(new double[] {0, 0, 1, 2}, Values.of(precision, one));
    }

    @Test
    void scatterAddAddsInTheOrderOfTheIndices() {
        Tensor indices = integers(Shape.of(3), 0, 0, 0);
        Tensor cancelled = Tensor.constant(Shape.of(3), 1e8, -1e8, 1).scatterAdd(0, 1, indices);
        assertArrayEquals(new double[] {1}, Values.of(Precision.FLOAT, cancelled));
        Tensor lost = Tensor.constant(Shape.of(3), 1, 1e8, -1e8).scatterAdd(0, 1, indices);
        assertArrayEquals(new double[] {0}, Values.of(Precision.FLOAT, lost));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, 3, 1.5, Double.NaN, Double.POSITIVE_INFINITY, 0x1p70})
    void anIndexOutsideIsNamedWithItsPlaceAndTheRange(double bad) {
        Tensor indices = Tensor.of(new Input("label", new TensorType(DType.INT, Shape.of(Shape.ROWS, 2))));
        for (Tensor result :
                new Tensor[] {counting(3, 2).gather(0, indices), updates().scatterAdd(0, 3, indices)}) {
            String number = bad == -1 ? "-1" : bad == 3 ? "3" : "" + bad;
            assertFails(
                    DataException.class,
                    () -> Values.of(Precision.FLOAT, 2, result, indices, 0, 1, bad, 2),
                    "index " + number + " at position [1, 0]",
                    "from 0 to 2");
        }
    }

    private static Tensor updates() {
        return Tensor.constant(1).expand(0, Shape.ROWS).expand(1, 2);
    }
}
