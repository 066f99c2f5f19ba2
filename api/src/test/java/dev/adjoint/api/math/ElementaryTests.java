package dev.adjoint.api.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class ElementaryTests {
    private static final float INFINITY = Float.POSITIVE_INFINITY;

    /** A function of one number, the exact one, the error that its documentation states, and where it holds. */
    private record Function(
            String name, ErrorInUlp.FloatFunction function, DoubleUnaryOperator exact, double ulp, float limit) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final Function EXP = new Function("exp", Elementary::exp, StrictMath::exp, 1.7, INFINITY);
    private static final Function LOG = new Function("log", Elementary::log, StrictMath::log, 1.1, INFINITY);
    private static final Function TANH = new Function("tanh", Elementary::tanh, StrictMath::tanh, 2.6, INFINITY);
    private static final Function SIGMOID =
            new Function("sigmoid", Elementary::sigmoid, ElementaryTests::sigmoid, 2.8, INFINITY);
    private static final Function ERF = new Function("erf", Elementary::erf, ElementaryTests::erf, 1.9, INFINITY);
    private static final Function SIN = new Function("sin", Elementary::sin, StrictMath::sin, 1.6, 0x1p17f);
    private static final Function COS = new Function("cos", Elementary::cos, StrictMath::cos, 1.6, 0x1p17f);
    private static final Function FLOOR = new Function("floor", Elementary::floor, StrictMath::floor, 0, INFINITY);
    private static final Function SIGN = new Function("sign", Elementary::sign, StrictMath::signum, 0, INFINITY);

    static final List<Function> ALL = List.of(EXP, LOG, TANH, SIGMOID, ERF, SIN, COS, FLOOR, SIGN);
    static final List<Function> ODD = List.of(TANH, ERF, SIN, SIGN);
    static final List<Function> INCREASING = List.of(EXP, LOG, TANH, SIGMOID, ERF, FLOOR, SIGN);

    @ParameterizedTest
    @FieldSource("ALL")
    void theErrorIsWithinItsBoundFromTheSmallestToTheLargestNumbers(Function f) {
        ErrorInUlp error = new ErrorInUlp(f.function, f.exact).overAllFloats(f.limit, 3001);
        assertTrue(error.greatest() <= f.ulp, error::toString);
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void theErrorIsWithinItsBoundWhereMostArgumentsAre(Function f) {
        ErrorInUlp error = new ErrorInUlp(f.function, f.exact).overRange(0x1p-4f, 16, 101);
        assertTrue(error.greatest() <= f.ulp, error::toString);
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void whatIsNotANumberStaysSo(Function f) {
        assertTrue(Float.isNaN(f.function.apply(Float.NaN)));
        assertTrue(Float.isNaN(f.function.apply(Float.intBitsToFloat(0xffc0_0001))));
    }

    @ParameterizedTest
    @FieldSource("ODD")
    void oddFunctionsAreOddToTheBit(Function f) {
        for (float x = 0; x < f.limit; x = Math.max(Math.nextUp(x), x * 1.001f)) {
            assertEquals(bits(f.function.apply(x)), bits(-f.function.apply(-x)), () -> f + " of plus and minus x");
        }
    }

    @ParameterizedTest
    @FieldSource("INCREASING")
    void aLargerArgumentNeverGivesANoticeablySmallerResult(Function f) {
        float before = f.function.apply(-INFINITY);
        before = Float.isNaN(before) ? -INFINITY : before;
        for (int bits = bits(-Float.MAX_VALUE); bits < 0; bits -= 4999) {
            before = assertNotBelow(f, Float.intBitsToFloat(bits), before);
        }
        for (int bits = 0; bits <= bits(INFINITY); bits += 4999) {
            before = assertNotBelow(f, Float.intBitsToFloat(bits), before);
        }
    }

    private static float assertNotBelow(Function f, float x, float before) {
        float result = f.function.apply(x);
        if (Float.isNaN(result)) {
            return before;
        }
        assertTrue(result == before || result >= before - 3 * Math.ulp(before), () -> f + " falls at " + x);
        return Math.max(result, before);
    }

    @ParameterizedTest
    @CsvSource({
        "exp, 0, 1",
        "exp, -0, 1",
        "exp, Infinity, Infinity",
        "exp, -Infinity, 0",
        "exp, 88.72284, Infinity",
        "exp, -103.97209, 0",
        "exp, -103.27893, 1.4E-45",
        "log, 1, 0",
        "log, 0, -Infinity",
        "log, -0, -Infinity",
        "log, -1, NaN",
        "log, -1.4E-45, NaN",
        "log, -Infinity, NaN",
        "log, Infinity, Infinity",
        "log, 1.4E-45, -103.27893",
        "tanh, -0, -0",
        "tanh, 1.4E-45, 1.4E-45",
        "tanh, Infinity, 1",
        "tanh, -Infinity, -1",
        "sigmoid, 0, 0.5",
        "sigmoid, Infinity, 1",
        "sigmoid, -Infinity, 0",
        "sigmoid, -103.27893, 1.4E-45",
        "erf, -0, -0",
        "erf, 4, 1",
        "erf, Infinity, 1",
        "erf, -Infinity, -1",
        "sin, -0, -0",
        "sin, 1.4E-45, 1.4E-45",
        "sin, Infinity, NaN",
        "sin, -Infinity, NaN",
        "cos, 0, 1",
        "cos, Infinity, NaN",
        "floor, -0, -0",
        "floor, -1.4E-45, -1",
        "floor, 0.99999994, 0",
        "floor, -8388607.5, -8388608",
        "floor, 8388609, 8388609",
        "floor, -Infinity, -Infinity",
        "sign, -0, -0",
        "sign, -1.4E-45, -1",
        "sign, Infinity, 1"
    })
    void specialArgumentsHaveTheirResults(String name, float x, float expected) {
        Function f = ALL.stream().filter(g -> g.name.equals(name)).findFirst().orElseThrow();
        assertEquals(expected, f.function.apply(x));
    }

    @Test
    void boundedFunctionsStayWithinTheirBounds() {
        for (long bits = 0; bits <= 0xffff_ffffL; bits += 20_011) {
            float x = Float.intBitsToFloat((int) bits);
            if (Float.isFinite(x)) {
                assertTrue(Math.abs(Elementary.tanh(x)) <= 1, () -> "tanh " + x);
                assertTrue(Math.abs(Elementary.erf(x)) <= 1, () -> "erf " + x);
                assertTrue(Math.abs(Elementary.sin(x)) <= 1, () -> "sin " + x);
                assertTrue(Math.abs(Elementary.cos(x)) <= 1, () -> "cos " + x);
                assertTrue(Elementary.sigmoid(x) >= 0 && Elementary.sigmoid(x) <= 1, () -> "sigmoid " + x);
                assertTrue(Elementary.exp(x) >= 0, () -> "exp " + x);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {2e5f, 1e6f, 3e6f, 5.9e6f})
    void sineAndCosineOfLargeArgumentsAreWithinAMillionth(float from) {
        float x = from;
        for (int i = 0; i < 100_000; i++, x = Math.nextUp(x)) {
            assertEquals(StrictMath.sin(x), Elementary.sin(x), 1e-6);
            assertEquals(StrictMath.cos(x), Elementary.cos(x), 1e-6);
        }
    }

    @Test
    void sineIsExactToItsBoundNextToMultiplesOfPi() {
        ErrorInUlp error = new ErrorInUlp(Elementary::sin, StrictMath::sin);
        for (int k = 1; k <= 41_000; k++) {
            float x = (float) (k * Math.PI);
            error.overRange(Math.nextDown(x), Math.nextUp(x), 1);
        }
        assertTrue(error.greatest() <= SIN.ulp, error::toString);
    }

    private static int bits(float x) {
        return Float.floatToRawIntBits(x);
    }

    private static double sigmoid(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }

    /** 2/√π e^-x² Σ 2^k x^(2k + 1) / (1 · 3 · 5 ... (2k + 1)): no term is negative, so nothing cancels. */
    private static double erf(double x) {
        if (Math.abs(x) > 6) {
            return Math.signum(x);
        }
        double term = x;
        double sum = x;
        for (int k = 1; Math.abs(term) > 1e-17 * Math.abs(sum); k++) {
            term *= 2 * x * x / (2 * k + 1);
            sum += term;
        }
        return 2 / Math.sqrt(Math.PI) * StrictMath.exp(-x * x) * sum;
    }
}
