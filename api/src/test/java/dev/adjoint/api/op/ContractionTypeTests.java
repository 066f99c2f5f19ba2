package dev.adjoint.api.op;

import static dev.adjoint.api.op.Types.N;
import static dev.adjoint.api.op.Types.assertRejected;
import static dev.adjoint.api.op.Types.assertType;
import static dev.adjoint.api.op.Types.bools;
import static dev.adjoint.api.op.Types.floats;
import static dev.adjoint.api.op.Types.ints;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.graph.TensorType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Dot, gather and scatter-add: the ops of two tensors that have different roles. */
class ContractionTypeTests {
    private static final Dot MATRICES = dot(List.of(), List.of(), List.of(1), List.of(0));

    private static Dot dot(
            List<Integer> leftBatch,
            List<Integer> rightBatch,
            List<Integer> leftContract,
            List<Integer> rightContract) {
        return new Dot(leftBatch, rightBatch, leftContract, rightContract);
    }

    @Test
    void theResultOfADotHasBatchThenLeftThenRightAxes() {
        assertType(floats(N, 4), MATRICES, floats(N, 3), floats(3, 4));
        assertType(floats(3, 4), dot(List.of(), List.of(), List.of(0), List.of(0)), floats(N, 3), floats(N, 4));
        assertType(
                floats(7, N, 2, 6),
                dot(List.of(2, 0), List.of(0, 3), List.of(3, 1), List.of(1, 4)),
                floats(N, 3, 7, 5, 2),
                floats(7, 5, 6, N, 3));
        assertType(floats(2, 3), dot(List.of(), List.of(), List.of(), List.of()), floats(2), floats(3));
        assertType(floats(), dot(List.of(), List.of(), List.of(0), List.of(0)), floats(2), floats(2));
    }

    @Test
    void freeAxesAreThoseThatAreNeitherBatchNorContracted() {
        Dot dot = dot(List.of(2, 0), List.of(0, 3), List.of(3, 1), List.of(1, 4));
        assertEquals(List.of(4), dot.leftFree(5));
        assertEquals(List.of(2), dot.rightFree(5));
    }

    @Test
    void axesThatMeetHaveEqualSizes() {
        assertRejected(
                MATRICES,
                List.of(floats(N, 3), floats(4, 5)),
                "float[n, 3], float[4, 5]",
                "expected axis 1 of the left input to have the size of axis 0 of the right one");
        assertRejected(
                dot(List.of(0), List.of(0), List.of(), List.of()),
                List.of(floats(N, 3), floats(2, 3)),
                "expected axis 0 of the left input to have the size of axis 0 of the right one");
    }

    @Test
    void axesOfADotComeInPairs() {
        assertRejected(
                dot(List.of(), List.of(), List.of(0, 1), List.of(0)),
                List.of(floats(3, 3), floats(3, 3)),
                "expected as many contracting axes on the left as on the right");
        assertRejected(
                dot(List.of(0), List.of(), List.of(), List.of()),
                List.of(floats(3, 3), floats(3, 3)),
                "expected as many batch axes on the left as on the right");
    }

    @Test
    void axesOfADotExistAndAreNamedOnce() {
        String left = "expected each axis of the left input once";
        String right = "expected each axis of the right input once";
        List<TensorType> inputs = List.of(floats(3, 3), floats(3, 3));
        assertRejected(dot(List.of(), List.of(), List.of(2), List.of(0)), inputs, left);
        assertRejected(dot(List.of(), List.of(), List.of(-1), List.of(0)), inputs, left);
        assertRejected(dot(List.of(0), List.of(1), List.of(0), List.of(0)), inputs, left);
        assertRejected(dot(List.of(), List.of(), List.of(0, 0), List.of(0, 1)), inputs, left);
        assertRejected(dot(List.of(), List.of(), List.of(0), List.of(5)), inputs, right);
        assertRejected(dot(List.of(), List.of(), List.of(0, 1), List.of(1, 1)), inputs, right);
    }

    @Test
    void partialSumsOverRowsAreTheFirstAxis() {
        Dot overRows = dot(List.of(), List.of(), List.of(0, 1), List.of(0, 1)).withPartialSums(8);
        assertType(floats(8, 3, 4), overRows, floats(N, 5, 3), floats(N, 5, 4));
        assertTrue(overRows.isPartial());
        assertFalse(MATRICES.isPartial());
        String expectation = "expected one partial sum, or more over rows, without batch axes";
        assertRejected(overRows, List.of(floats(6, 5, 3), floats(6, 5, 4)), expectation);
        Dot columnsFirst =
                dot(List.of(), List.of(), List.of(1, 0), List.of(1, 0)).withPartialSums(8);
        assertRejected(columnsFirst, List.of(floats(N, 5, 3), floats(N, 5, 4)), expectation);
        Dot ofBatches = dot(List.of(1), List.of(1), List.of(0), List.of(0)).withPartialSums(8);
        assertRejected(ofBatches, List.of(floats(N, 5, 3), floats(N, 5, 4)), expectation);
        assertRejected(MATRICES.withPartialSums(0), List.of(floats(N, 3), floats(3, 4)), expectation);
    }

    @Test
    void aDotIsOfRealNumbers() {
        assertRejected(MATRICES, List.of(ints(2, 3), floats(3, 4)), "expected input 0 to be FLOAT");
        assertRejected(MATRICES, List.of(floats(2, 3), bools(3, 4)), "expected input 1 to be FLOAT");
        assertRejected(MATRICES, List.of(floats(2, 3)), "dot takes 2 inputs but got 1");
    }

    @Test
    void gatherReplacesTheAxisByThoseOfTheIndices() {
        assertType(floats(N, 7, 16), new Gather(0), floats(100, 16), ints(N, 7));
        assertType(floats(2, N, 16), new Gather(1), floats(2, 9, 16), ints(N));
        assertType(floats(2), new Gather(1), floats(2, 9), ints());
        assertType(ints(N), new Gather(0), ints(9), ints(N));
        assertRejected(new Gather(0), List.of(floats(9), floats(N)), "float[9], float[n]", "input 1 to be INT");
        assertRejected(new Gather(0), List.of(floats(N, 2), ints(3)), "axis 0 to have a fixed size");
        assertRejected(new Gather(2), List.of(floats(9, 2), ints(3)), "expected an axis from 0 to 1");
        assertRejected(new Gather(0), List.of(floats(9)), "takes 2 inputs but got 1");
    }

    @Test
    void scatterAddReplacesTheAxesOfTheIndicesByOne() {
        assertType(floats(100, 16), new ScatterAdd(0, 100), floats(N, 7, 16), ints(N, 7));
        assertType(floats(2, 9, 16), new ScatterAdd(1, 9), floats(2, N, 16), ints(N));
        assertType(floats(2, 9), new ScatterAdd(1, 9), floats(2), ints());
        String expected = "expected updates with the axes of the indices at axis 0";
        assertRejected(new ScatterAdd(0, 9), List.of(floats(N, 2), ints(3)), "float[n, 2], int[3]", expected);
        assertRejected(new ScatterAdd(0, 9), List.of(floats(3), ints(3, 2)), expected);
        assertRejected(new ScatterAdd(-1, 9), List.of(floats(3), ints(3)), "at axis -1");
        assertRejected(new ScatterAdd(0, -1), List.of(floats(3), ints(3)), "(axis=0, size=-1)", "a size > 0");
        assertRejected(new ScatterAdd(0, 9), List.of(ints(3), ints(3)), "expected input 0 to be FLOAT");
        assertRejected(new ScatterAdd(0, 9), List.of(floats(3), floats(3)), "expected input 1 to be INT");
    }
}
