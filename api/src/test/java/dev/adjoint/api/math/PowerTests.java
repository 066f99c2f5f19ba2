package dev.adjoint.api.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import org.junit.jupiter.api.Test;

class PowerTests {
    private static final double BOUND_IN_ULP = 3.5;

    private static final float[] REMARKABLE = {
        0f,
        1f,
        2f,
        3f,
        0.5f,
        1.5f,
        0.99999994f,
        1.0000001f,
        1e-45f,
        Float.MIN_NORMAL,
        3e38f,
        Float.POSITIVE_INFINITY,
        Float.NaN,
        8388607f,
        8388607.5f,
        8388608f,
        8388609f,
        16777215f,
        16777216f,
        1e10f,
        4194303.5f
    };

    @Test
    void specialCasesAreThoseOfMathPow() {
        for (float x : REMARKABLE) {
            for (float y : REMARKABLE) {
                assertLikeMathPow(x, y);
                assertLikeMathPow(-x, y);
                assertLikeMathPow(x, -y);
                assertLikeMathPow(-x, -y);
            }
        }
    }

    private static void assertLikeMathPow(float x, float y) {
        double exact = StrictMath.pow(x, y);
        float result = Elementary.pow(x, y);
        String text = x + " ^ " + y;
        assertTrue(ErrorInUlp.of(result, exact) <= BOUND_IN_ULP, () -> text + " = " + result + ", not " + exact);
        assertEquals(
                Math.copySign(1f, (float) exact),
                Math.copySign(1f, Float.isNaN(result) ? (float) exact : result),
                () -> "sign of " + text);
    }

    @Test
    void theErrorIsWithinItsBoundForResultsOfAnySize() {
        SplittableRandom random = new SplittableRandom(1);
        double greatest = 0;
        String where = "";
        for (int i = 0; i < 2_000_000; i++) {
            // Bases of any size; near 1, where exponents become large; and near √2, where the logarithm is hardest.
            float x = switch (i % 3) {
                case 0 -> Float.intBitsToFloat(random.nextInt(1, Float.floatToIntBits(Float.MAX_VALUE)));
                case 1 -> (float) random.nextDouble(0.5, 2);
                default -> (float) random.nextDouble(1.37, 1.4143);
            };
            double magnitude = i % 3 == 2 ? random.nextDouble(118, 128) : random.nextDouble(129);
            float y = (float) ((i % 2 == 0 ? magnitude : -magnitude * 150 / 128) * Math.log(2) / Math.log(x));
            double exact = StrictMath.pow(x, y);
            if (Float.isFinite(y) && Float.isFinite((float) exact)) {
                double error = ErrorInUlp.of(Elementary.pow(x, y), exact);
                if (error > greatest) {
                    greatest = error;
                    where = x + " ^ " + y;
                }
            }
        }
        assertTrue(greatest <= BOUND_IN_ULP, greatest + " ulp at " + where);
    }

    @Test
    void theCorrectionTermsOfOptimizersAreExactToTheBound() {
        for (float beta : new float[] {0.9f, 0.95f, 0.99f, 0.999f, 0.9999f}) {
            for (int step = 1; step < 200_000; step += 37) {
                int exponent = step;
                float result = Elementary.pow(beta, step);
                double error = ErrorInUlp.of(result, StrictMath.pow(beta, step));
                assertTrue(error <= BOUND_IN_ULP, () -> error + " ulp at " + beta + " ^ " + exponent);
            }
        }
    }

    @Property
    void theFirstPowerIsTheBaseAndTheZerothIsOne(@ForAll float x) {
        assertEquals(x, Elementary.pow(x, 1));
        assertEquals(1f, Elementary.pow(x, 0));
        assertEquals(1f, Elementary.pow(x, -0f));
    }

    @Property
    void negativeBasesFollowTheParityOfWholeExponents(
            @ForAll @FloatRange(min = 0.5f, max = 2) float x, @ForAll @FloatRange(min = -60, max = 60) float y) {
        int whole = Math.round(y);
        float positive = Elementary.pow(x, whole);
        assertEquals(whole % 2 == 0 ? positive : -positive, Elementary.pow(-x, whole));
        assertEquals(Float.isNaN(Elementary.pow(-x, y)), y != whole);
    }
}
