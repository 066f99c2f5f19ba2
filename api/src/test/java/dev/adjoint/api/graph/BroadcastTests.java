package dev.adjoint.api.graph;

import static dev.adjoint.api.graph.Failure.assertFails;
import static dev.adjoint.api.graph.Shape.ROWS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.op.Constant;
import dev.adjoint.api.op.Expand;
import dev.adjoint.api.op.Input;
import dev.adjoint.api.op.Op;
import dev.adjoint.api.op.Reshape;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BroadcastTests {
    private static Tensor input(int... sizes) {
        return Tensor.of(new Input("x", TensorType.floats(Shape.of(sizes))));
    }

    /** The ops from a tensor back to its leaf. */
    private static List<Op> path(Tensor tensor) {
        List<Op> path = new ArrayList<>();
        Tensor at = tensor;
        while (!at.inputs().isEmpty()) {
            path.add(at.op());
            at = at.input(0);
        }
        return path;
    }

    @Test
    void equalShapesAreTakenAsTheyAre() {
        Tensor a = input(ROWS, 3);
        Tensor b = input(ROWS, 3);
        assertEquals(List.of(a, b), a.add(b).inputs());
    }

    @Test
    void aMissingAxisRepeats() {
        Tensor sum = input(ROWS, 2, 3).add(input(3));
        assertEquals(Shape.of(ROWS, 2, 3), sum.shape());
        assertEquals(List.of(new Expand(1, 2), new Expand(0, ROWS)), path(sum.input(1)));
    }

    @Test
    void anAxisOfSizeOneRepeats() {
        Tensor product = input(2, 1, 4).mul(input(3, 1));
        assertEquals(Shape.of(2, 3, 4), product.shape());
        assertEquals(List.of(new Expand(1, 3), new Reshape(Shape.of(2, 4))), path(product.input(0)));
        assertEquals(Shape.of(2, 3, 4), product.input(1).shape());
    }

    @Test
    void numbersRepeatToAnyShapeAndTakeTheTypeOfTheOther() {
        Tensor shifted = input(ROWS, 3).add(2);
        assertEquals(Shape.of(ROWS, 3), shifted.shape());
        Tensor next = Tensor.iota(3).add(1);
        assertEquals(DType.INT, next.dtype());
        assertEquals(DType.BOOL, Tensor.iota(3).less(2).dtype());
        assertFails(() -> Tensor.iota(3).mul(0.5), "int[] cannot hold the value 0.5", "cast them to FLOAT");
    }

    @Test
    void allThreeInputsOfWhereRepeat() {
        Tensor chosen = input(ROWS, 1).less(0).where(input(3), input());
        assertEquals(Shape.of(ROWS, 3), chosen.shape());
        chosen.inputs().forEach(input -> assertEquals(Shape.of(ROWS, 3), input.shape()));
        assertFails(
                () -> input(2).less(0).where(input(3), input(3)),
                "where does not apply to shapes [2] and [3]",
                "matched from the last axis, are equal or 1");
    }

    @Test
    void shapesThatDoNotMatchAreAnErrorThatNamesTheOpAndBoth() {
        String expected = "expected sizes that, matched from the last axis, are equal or 1";
        assertFails(() -> input(2, 3).add(input(2)), "add does not apply to shapes [2, 3] and [2]", expected);
        assertFails(() -> input(ROWS).less(input(4)), "less does not apply to shapes [n] and [4]", expected);
        assertFails(() -> input(3).mul(Tensor.iota(3)), "mul", "float[3], int[3]", "two inputs of type FLOAT");
    }

    @Test
    void aTensorRepeatsToALargerShapeOnly() {
        Tensor x = input(3, 1);
        assertEquals(Shape.of(ROWS, 3, 5), x.broadcast(Shape.of(ROWS, 3, 5)).shape());
        assertSame(x, x.broadcast(Shape.of(3, 1)));
        assertFails(() -> x.broadcast(Shape.of(5)), "shape [3, 1] cannot be repeated to [5]");
        assertFails(() -> x.broadcast(Shape.of(4, 1)), "broadcast does not apply to shapes [3, 1] and [4, 1]");
    }

    @Property
    void broadcastingIsSymmetricAndFollowsTheRuleForEveryAxis(
            @ForAll @Size(max = 4) List<@IntRange(min = 1, max = 3) Integer> left,
            @ForAll @Size(max = 4) List<@IntRange(min = 1, max = 3) Integer> right) {
        Tensor a = Tensor.of(new Input("a", TensorType.floats(new Shape(left))));
        Tensor b = Tensor.of(new Input("b", TensorType.floats(new Shape(right))));
        List<Integer> expected = new ArrayList<>();
        boolean matches = true;
        int rank = Math.max(left.size(), right.size());
        for (int axis = 0; axis < rank; axis++) {
            int ofLeft = sizeOrOne(left, axis - rank + left.size());
            int ofRight = sizeOrOne(right, axis - rank + right.size());
            matches &= ofLeft == ofRight || ofLeft == 1 || ofRight == 1;
            expected.add(Math.max(ofLeft, ofRight));
        }
        if (matches) {
            assertEquals(new Shape(expected), a.add(b).shape());
            assertEquals(new Shape(expected), b.add(a).shape());
        } else {
            assertFails(() -> a.add(b), a.shape().toString(), b.shape().toString());
            assertFails(() -> b.add(a), a.shape().toString(), b.shape().toString());
        }
    }

    private static int sizeOrOne(List<Integer> sizes, int axis) {
        return axis < 0 ? 1 : sizes.get(axis);
    }

    @Test
    void aNumberIsOneConstantHoweverOftenItRepeats() {
        List<Tensor> tensors = Graph.topological(List.of(input(ROWS, 2, 3).mul(2)));
        List<Tensor> constants =
                tensors.stream().filter(t -> t.op() instanceof Constant).toList();
        assertEquals(1, constants.size());
        assertTrue(((Constant) constants.get(0).op()).isScalar());
    }
}
