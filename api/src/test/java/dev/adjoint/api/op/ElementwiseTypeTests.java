package dev.adjoint.api.op;

import static dev.adjoint.api.op.Types.N;
import static dev.adjoint.api.op.Types.assertRejected;
import static dev.adjoint.api.op.Types.assertType;
import static dev.adjoint.api.op.Types.bools;
import static dev.adjoint.api.op.Types.floats;
import static dev.adjoint.api.op.Types.ints;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.adjoint.api.graph.DType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class ElementwiseTypeTests {
    @ParameterizedTest
    @EnumSource(Unary.class)
    void functionsOfOneTensorKeepItsType(Unary op) {
        assertType(floats(N, 3), op, floats(N, 3));
        assertRejected(op, List.of(bools(3)), "bool[3]", "expected an input of type FLOAT");
        assertRejected(op, List.of(floats(3), floats(3)), "takes 1 input but got 2");
    }

    @ParameterizedTest
    @EnumSource(
            value = Unary.class,
            names = {"NEG", "ABS", "SIGN"})
    void someFunctionsAreOfWholeNumbersToo(Unary op) {
        assertType(ints(N), op, ints(N));
    }

    @ParameterizedTest
    @EnumSource(
            value = Unary.class,
            mode = Mode.EXCLUDE,
            names = {"NEG", "ABS", "SIGN"})
    void theOthersAreOfRealNumbersOnly(Unary op) {
        assertRejected(op, List.of(ints(N)), "does not apply to int[n]", "expected an input of type FLOAT");
    }

    @ParameterizedTest
    @EnumSource(Binary.class)
    void arithmeticTakesTwoTensorsOfOneType(Binary op) {
        assertType(floats(N, 3), op, floats(N, 3), floats(N, 3));
        assertRejected(op, List.of(floats(N, 3), floats(N, 1)), "float[n, 3], float[n, 1]", "expected equal shapes");
        assertRejected(op, List.of(floats(2), ints(2)), "float[2], int[2]", "expected two inputs of type FLOAT");
        assertRejected(op, List.of(bools(2), bools(2)), "bool[2], bool[2]", "expected two inputs of type FLOAT");
        assertRejected(op, List.of(floats(2)), "takes 2 inputs but got 1");
    }

    @Test
    void wholeNumbersAreNeitherDividedNorRaised() {
        assertType(ints(2), Binary.ADD, ints(2), ints(2));
        assertType(ints(2), Binary.MAX, ints(2), ints(2));
        assertRejected(Binary.ADD, List.of(ints(2), floats(2)), "or two of type INT");
        assertRejected(Binary.DIV, List.of(ints(2), ints(2)), "int[2], int[2]", "expected two inputs of type FLOAT");
        assertRejected(Binary.POW, List.of(ints(2), ints(2)), "int[2], int[2]", "expected two inputs of type FLOAT");
    }

    @ParameterizedTest
    @EnumSource(Comparison.class)
    void comparisonsGiveTruth(Comparison op) {
        assertType(bools(N, 3), op, floats(N, 3), floats(N, 3));
        assertType(bools(3), op, ints(3), ints(3));
        assertRejected(op, List.of(floats(3), ints(3)), "float[3], int[3]", "expected two inputs of one type");
        assertRejected(op, List.of(floats(3), floats(4)), "float[3], float[4]", "expected equal shapes");
    }

    @Test
    void whereTakesTruthAndTwoBranchesOfOneType() {
        assertType(floats(N), new Where(), bools(N), floats(N), floats(N));
        assertType(ints(N), new Where(), bools(N), ints(N), ints(N));
        assertRejected(new Where(), List.of(floats(2), floats(2), floats(2)), "expected input 0 to be BOOL");
        assertRejected(new Where(), List.of(bools(2), floats(2), ints(2)), "expected two branches of one type");
        assertRejected(new Where(), List.of(bools(2), floats(3), floats(3)), "bool[2], float[3], float[3]", "shapes");
        assertRejected(new Where(), List.of(bools(2), floats(2)), "takes 3 inputs but got 2");
    }

    @Test
    void castsNeverLoseAnything() {
        assertType(floats(2), new Cast(DType.FLOAT), bools(2));
        assertType(floats(2), new Cast(DType.FLOAT), ints(2));
        assertType(ints(2), new Cast(DType.INT), bools(2));
        assertRejected(new Cast(DType.INT), List.of(floats(2)), "(dtype=INT)", "a cast to FLOAT, or from BOOL to INT");
        assertRejected(new Cast(DType.BOOL), List.of(floats(2)), "a cast to FLOAT, or from BOOL to INT");
        assertRejected(new Cast(DType.BOOL), List.of(ints(2)), "a cast to FLOAT, or from BOOL to INT");
    }

    @Test
    void stopGradientKeepsTheType() {
        assertType(floats(N, 2), new StopGradient(), floats(N, 2));
        assertType(ints(2), new StopGradient(), ints(2));
    }

    @Test
    void opsAreNamedInLowerCaseWordsJoinedByDashes() {
        assertEquals("less-equal", Comparison.LESS_EQUAL.label());
        assertEquals("exp", Unary.EXP.label());
        assertEquals("max", Binary.MAX.label());
        assertEquals("scatter-add", new ScatterAdd(0, 1).label());
        assertEquals("arg-max", new ArgMax(0).label());
    }
}
