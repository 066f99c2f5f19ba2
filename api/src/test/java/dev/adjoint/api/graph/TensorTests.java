package dev.adjoint.api.graph;

import static dev.adjoint.api.graph.Failure.assertFails;
import static dev.adjoint.api.graph.Shape.ROWS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.adjoint.api.op.Comparison;
import dev.adjoint.api.op.Concat;
import dev.adjoint.api.op.Dot;
import dev.adjoint.api.op.Expand;
import dev.adjoint.api.op.Flip;
import dev.adjoint.api.op.Fold;
import dev.adjoint.api.op.Gather;
import dev.adjoint.api.op.Input;
import dev.adjoint.api.op.Max;
import dev.adjoint.api.op.Pad;
import dev.adjoint.api.op.Permute;
import dev.adjoint.api.op.ScatterAdd;
import dev.adjoint.api.op.Slice;
import dev.adjoint.api.op.Sum;
import dev.adjoint.api.op.Window;
import java.util.List;
import org.junit.jupiter.api.Test;

class TensorTests {
    private static final Tensor X = input(ROWS, 4, 6);

    private static Tensor input(int... sizes) {
        return Tensor.of(new Input("x", TensorType.floats(Shape.of(sizes))));
    }

    @Test
    void negativeAxesAreResolvedBeforeTheyReachAnOp() {
        assertEquals(new Sum(2), X.sum(-1).op());
        assertEquals(new Max(1), X.max(-2).op());
        assertEquals(new Permute(List.of(2, 0, 1)), X.permute(-1, 0, 1).op());
        assertEquals(new Flip(0), X.flip(-3).op());
        assertEquals(new Expand(3, 5), X.expand(-1, 5).op());
        assertEquals(new Slice(2, 1, 2, 1), X.slice(-1, 1, 2).op());
        assertEquals(new Pad(2, 1, 2, 0, 0), X.pad(-1, 1, 2).op());
        assertEquals(new Window(2, 3, 1, 1), X.window(-1, 3, 1, 1).op());
        assertEquals(new Fold(1, 9, 1, 1), X.fold(-2, 9, 1, 1).op());
        assertEquals(new Concat(2), Tensor.concat(-1, List.of(X, X)).op());
        assertEquals(new Gather(2), X.gather(-1, Tensor.iota(3)).op());
    }

    @Test
    void theAxisOfScatterAddIsOneOfTheResult() {
        Tensor updates = input(3, 2);
        assertEquals(
                new ScatterAdd(0, 9), updates.scatterAdd(-2, 9, Tensor.iota(3)).op());
        Tensor one = input(3).argMax(0);
        assertEquals(Shape.of(3, 2, 9), updates.scatterAdd(-1, 9, one).shape());
    }

    @Test
    void aSumOverSeveralAxesIsAChainFromTheLast() {
        Tensor sum = X.sum(0, -1);
        assertEquals(new Sum(0), sum.op());
        assertEquals(new Sum(2), sum.input(0).op());
        assertEquals(Shape.of(4), sum.shape());
        assertEquals(Shape.SCALAR, X.sum().shape());
        assertEquals(Shape.of(ROWS, 4), X.sum(2, -1).shape());
    }

    @Test
    void whatChangesNothingIsTheTensorItself() {
        assertSame(X, X.reshape(X.shape()));
        assertSame(X, X.cast(DType.FLOAT));
        Tensor scalar = input();
        assertSame(scalar, scalar.sum());
    }

    @Test
    void matmulContractsTheLastAxisWithTheFirst() {
        Tensor y = X.matmul(input(6, 3));
        assertEquals(Shape.of(ROWS, 4, 3), y.shape());
        assertEquals(new Dot(List.of(), List.of(), List.of(2), List.of(0)), y.op());
        assertEquals(Shape.of(ROWS, 4), X.matmul(input(6)).shape());
        assertFails(() -> X.matmul(input(5, 3)), "float[n, 4, 6], float[5, 3]", "axis 2 of the left", "axis 0 of the");
        assertFails(() -> X.matmul(input()), "matmul does not apply to a scalar", "[n, 4, 6] and []");
    }

    @Test
    void greaterIsLessTheOtherWayRound() {
        Tensor y = input(ROWS, 4, 6);
        assertEquals(Comparison.LESS, X.greater(y).op());
        assertEquals(List.of(y, X), X.greater(y).inputs());
        assertEquals(Comparison.LESS_EQUAL, X.greaterEqual(y).op());
        assertEquals(List.of(y, X), X.greaterEqual(y).inputs());
        assertSame(X, X.greater(0).input(1));
        assertSame(X, X.greaterEqual(0).input(1));
    }

    @Test
    void concatNeedsSomething() {
        assertFails(() -> Tensor.concat(0, List.of()), "concat needs at least one tensor");
        assertFails(() -> Tensor.concat(3, List.of(X)), "axis 3 does not exist in shape [n, 4, 6]");
    }

    @Test
    void anErrorNamesTheAxisThatWasGiven() {
        assertFails(() -> X.sum(-4), "axis -4 does not exist in shape [n, 4, 6]", "-3 to 2");
        assertFails(() -> X.expand(-5, 2), "axis -5 cannot be inserted into shape [n, 4, 6]", "-4 to 3");
    }

    @Test
    void constantsHoldAsManyValuesAsTheirShape() {
        assertEquals(Shape.of(2, 2), Tensor.constant(Shape.of(2, 2), 1, 2, 3, 4).shape());
        assertFails(() -> Tensor.constant(Shape.of(2, 2), 1, 2), "float[2, 2] cannot hold 2 values");
    }

    @Test
    void onlyWhatHasSeveralResultsIsPickedFrom() {
        assertFails(() -> X.pick(0), "several results, not to input float[n, 4, 6]");
        Tensor scan = Loops.scan(3, false, List.of(input(2)), List.of(), (c, s) -> new Loops.Step(c, List.of()))
                .carries()
                .get(0)
                .input(0);
        assertFails(() -> scan.pick(1), "result 1 of scan does not exist; it has 1");
    }

    @Test
    void aTensorReadsAsItsOpAndType() {
        assertEquals("less-equal bool[n, 4, 6]", X.lessEqual(0).toString());
    }
}
