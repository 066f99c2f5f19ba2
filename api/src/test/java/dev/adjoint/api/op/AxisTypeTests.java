package dev.adjoint.api.op;

import static dev.adjoint.api.op.Types.N;
import static dev.adjoint.api.op.Types.assertRejected;
import static dev.adjoint.api.op.Types.assertType;
import static dev.adjoint.api.op.Types.bools;
import static dev.adjoint.api.op.Types.floats;
import static dev.adjoint.api.op.Types.ints;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.TensorType;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reductions, expansion, movement and windows: the ops that work along an axis. */
class AxisTypeTests {
    static List<Op> opsOfOneAxis() {
        return List.of(
                new Sum(2),
                new Max(2),
                new ArgMax(2),
                new Flip(2),
                new Slice(2, 0, 1, 1),
                new Pad(2, 0, 0, 0, 0),
                new Window(2, 1, 1, 1),
                new Concat(2),
                new Fold(2, 9, 1, 1));
    }

    @ParameterizedTest
    @MethodSource("opsOfOneAxis")
    void anAxisThatDoesNotExistIsAnError(Op op) {
        assertRejected(op, List.of(floats(N, 3)), "(axis=2", "float[n, 3]", "expected an axis from 0 to 1");
        assertRejected(op, List.of(floats()), "float[]", "expected an input that has axes, not a scalar");
    }

    @Test
    void axesOfOpsAreNotNegative() {
        assertRejected(new Sum(-1), List.of(floats(2, 3)), "(axis=-1)", "expected an axis from 0 to 1");
        assertRejected(new Concat(-1), List.of(floats(2, 3)), "expected an axis from 0 to 1");
        assertRejected(new Expand(-1, 2), List.of(floats(2, 3)), "expected an axis from 0 to 2");
    }

    @Test
    void reductionsRemoveTheirAxis() {
        assertType(floats(N), new Sum(1), floats(N, 3));
        assertType(floats(3), new Sum(0), floats(N, 3));
        assertType(floats(), new Max(0), floats(3));
        assertType(ints(N), new ArgMax(1), floats(N, 3));
        assertRejected(new Sum(0), List.of(ints(3)), "int[3]", "expected input 0 to be FLOAT");
        assertRejected(new Max(0), List.of(bools(3)), "bool[3]", "expected input 0 to be FLOAT");
        assertRejected(new ArgMax(0), List.of(ints(3)), "int[3]", "expected input 0 to be FLOAT");
    }

    @Test
    void expandInsertsAnAxisAnywhere() {
        assertType(floats(2, N, 3), new Expand(0, 2), floats(N, 3));
        assertType(floats(N, 3, 2), new Expand(2, 2), floats(N, 3));
        assertType(ints(N), new Expand(0, N), ints());
        assertRejected(new Expand(3, 2), List.of(floats(N, 3)), "(axis=3, size=2)", "expected an axis from 0 to 2");
        assertRejected(new Expand(0, 0), List.of(floats()), "(axis=0, size=0)", "a positive size, or the number of");
    }

    @Property
    void sumUndoesTheTypeOfExpand(@ForAll @IntRange(max = 3) int axis, @ForAll @IntRange(min = 1) int size) {
        TensorType x = floats(N, 3, 5);
        assertEquals(x, new Sum(axis).infer(List.of(new Expand(axis, size).infer(List.of(x)))));
    }

    @Test
    void reshapeKeepsTheNumberOfElementsForAnyNumberOfRows() {
        assertType(floats(N, 6), new Reshape(Shape.of(N, 6)), floats(N, 2, 3));
        assertType(floats(6 * N), new Reshape(Shape.of(6 * N)), floats(N, 2, 3));
        assertType(floats(2, 3 * N), new Reshape(Shape.of(2, 3 * N)), floats(6, N));
        assertType(floats(), new Reshape(Shape.SCALAR), floats(1, 1));
        assertRejected(new Reshape(Shape.of(N, 5)), List.of(floats(N, 2, 3)), "float[n, 2, 3]", "(shape=[n, 5])");
        assertRejected(new Reshape(Shape.of(6)), List.of(floats(N, 6)), "float[n, 6]", "as many elements as [6]");
        assertRejected(new Reshape(Shape.of(N, N)), List.of(floats(N)), "as many elements as [n, n]");
        assertRejected(new Reshape(Shape.of(N, 2)), List.of(floats(2)), "as many elements as [n, 2]");
    }

    @Test
    void permuteReordersTheAxes() {
        assertType(floats(3, 2, N), new Permute(List.of(2, 1, 0)), floats(N, 2, 3));
        assertType(floats(3, N, 2), new Permute(List.of(2, 0, 1)), floats(N, 2, 3));
        String expected = "expected a permutation of the axes [0, 1]";
        assertRejected(new Permute(List.of(0)), List.of(floats(2, 3)), "float[2, 3]", "(order=[0])", expected);
        assertRejected(new Permute(List.of(1, 1)), List.of(floats(2, 3)), expected);
        assertRejected(new Permute(List.of(0, 2)), List.of(floats(2, 3)), expected);
    }

    @Test
    void aPermutationAndItsInverseGiveTheTypeBack() {
        TensorType x = floats(N, 2, 3, 4);
        Permute permute = new Permute(List.of(2, 0, 3, 1));
        assertEquals(x, permute.inverse().infer(List.of(permute.infer(List.of(x)))));
    }

    @Test
    void flipKeepsTheTypeAndAppliesToRowsToo() {
        assertType(floats(N, 3), new Flip(0), floats(N, 3));
    }

    @Test
    void sliceTakesWhatIsThere() {
        assertType(floats(N, 3), new Slice(1, 1, 3, 2), floats(N, 6));
        assertRejected(
                new Slice(1, 1, 4, 2),
                List.of(floats(N, 7)),
                "slice (axis=1, start=1, size=4, stride=2) does not apply to float[n, 7]",
                "start + (size - 1) * stride < 7");
        assertRejected(new Slice(0, -1, 1, 1), List.of(floats(3)), "expected start >= 0");
        assertRejected(new Slice(0, 0, 0, 1), List.of(floats(3)), "size > 0");
        assertRejected(new Slice(0, 0, 1, 0), List.of(floats(3)), "stride > 0");
        assertRejected(new Slice(0, 0, 1 << 30, 4), List.of(floats(3)), "* stride < 3");
        assertRejected(new Slice(0, 0, 1, 1), List.of(floats(N)), "axis 0 to have a fixed size, not the number of");
    }

    @Test
    void padMakesAnAxisLonger() {
        assertType(floats(N, 1 + 3 + 2 * 4 + 2), new Pad(1, 1, 2, 4, 0), floats(N, 3));
        assertType(ints(2), new Pad(0, 1, 0, 5, 0), ints(1));
        assertRejected(new Pad(0, -1, 2, 0, 0), List.of(floats(3)), "(axis=0, low=-1", "low, high and interior >= 0");
        assertRejected(new Pad(0, 1, 2, 0, 0), List.of(floats(N)), "axis 0 to have a fixed size");
        assertRejected(new Pad(0, 1 << 30, 1 << 30, 0, 0), List.of(floats(3)), "1 to 2^31 - 1 elements");
    }

    @Property
    void aSliceWithTheSameStrideUndoesTheTypeOfPad(
            @ForAll @IntRange(min = 1, max = 9) int size,
            @ForAll @IntRange(max = 9) int low,
            @ForAll @IntRange(max = 9) int high,
            @ForAll @IntRange(max = 9) int interior) {
        TensorType padded = new Pad(0, low, high, interior, 0).infer(List.of(floats(size)));
        assertType(floats(size), new Slice(0, low, size, interior + 1), padded);
        assertRejected(
                new Slice(0, low + high + 1, size, interior + 1), List.of(padded), "start + (size - 1) * stride <");
    }

    @Test
    void concatAddsTheSizesOfItsAxis() {
        assertType(floats(N, 6), new Concat(1), floats(N, 1), floats(N, 2), floats(N, 3));
        assertType(ints(2), new Concat(0), ints(2));
        String expected = "expected inputs of one type that differ at most in axis 1, whose sizes are fixed";
        assertRejected(new Concat(1), List.of(floats(N, 1), floats(N)), "float[n, 1], float[n]", expected);
        assertRejected(new Concat(1), List.of(floats(N, 1), floats(N, 1, 1)), expected);
        assertRejected(new Concat(1), List.of(floats(N, 1), floats(2, 1)), expected);
        assertRejected(new Concat(1), List.of(floats(N, 1), ints(N, 1)), expected);
        assertRejected(new Concat(0), List.of(floats(N, 1), floats(N, 1)), "axis 0, whose sizes are fixed");
        assertRejected(new Concat(0), List.of(), "concat (axis=0) is not possible", "at least one input");
        assertRejected(new Concat(0), List.of(floats(1 << 30), floats(1 << 30)), "1 to 2^31 - 1 elements");
    }

    @Test
    void windowMakesTwoAxesOfOne() {
        assertType(floats(N, 8, 3), new Window(1, 3, 1, 1), floats(N, 10));
        assertType(floats(N, 3, 3, 2), new Window(1, 3, 2, 2), floats(N, 10, 2));
        assertRejected(new Window(1, 3, 1, 5), List.of(floats(N, 10)), "float[n, 10]", "a window of 11 that fits into");
        assertRejected(new Window(0, 0, 1, 1), List.of(floats(10)), "size, stride and dilation > 0");
        assertRejected(new Window(0, 1, 0, 1), List.of(floats(10)), "size, stride and dilation > 0");
        assertRejected(new Window(0, 2, 1, 0), List.of(floats(10)), "size, stride and dilation > 0");
        assertRejected(new Window(0, 1 << 16, 1, 1 << 16), List.of(floats(10)), "a window of 4294901761");
        assertRejected(new Window(0, 1, 1, 1), List.of(floats(N)), "axis 0 to have a fixed size");
    }

    @Test
    void foldMakesOneAxisOfTwo() {
        assertType(floats(N, 10, 2), new Fold(1, 10, 2, 2), floats(N, 3, 3, 2));
        assertRejected(
                new Fold(1, 8, 2, 2), List.of(floats(N, 3, 3)), "float[n, 3, 3]", "windows of fixed size that end");
        assertRejected(new Fold(1, 8, 2, 2), List.of(floats(N, 3)), "axis 1 to be followed by another one");
        assertRejected(new Fold(0, 8, 1, 1), List.of(floats(N, 3)), "windows of fixed size that end within 8");
        assertRejected(new Fold(0, 8, 1, 1), List.of(ints(3, 3)), "expected input 0 to be FLOAT");
        assertRejected(new Fold(0, 8, 1 << 30, 1), List.of(floats(9, 1)), "end within 8");
    }

    @Property
    void foldUndoesTheTypeOfWindow(
            @ForAll @IntRange(min = 1, max = 4) int size,
            @ForAll @IntRange(min = 1, max = 4) int stride,
            @ForAll @IntRange(min = 1, max = 4) int dilation,
            @ForAll @IntRange(min = 13, max = 30) int length) {
        TensorType windows = new Window(1, size, stride, dilation).infer(List.of(floats(N, length, 2)));
        assertType(floats(N, length, 2), new Fold(1, length, stride, dilation), windows);
    }
}
