package dev.adjoint.api.math;

import java.util.function.DoubleUnaryOperator;

/**
 * Sweeps a single-precision function over many arguments and keeps the greatest error, in units in the last place of
 * the exact result. Where exact or computed result is not finite, both must be the same.
 */
final class ErrorInUlp {
    /** A function of one float, without boxing. */
    @FunctionalInterface
    interface FloatFunction {
        float apply(float x);
    }

    private final FloatFunction function;
    private final DoubleUnaryOperator exact;
    private double greatest;
    private float argument = Float.NaN;
    private long count;

    ErrorInUlp(FloatFunction function, DoubleUnaryOperator exact) {
        this.function = function;
        this.exact = exact;
    }

    /** Every stride-th bit pattern of all floats that are not beyond a limit; NaN and infinities if that is infinite. */
    ErrorInUlp overAllFloats(float limit, int stride) {
        for (long bits = 0; bits <= 0xffff_ffffL; bits += stride) {
            float x = Float.intBitsToFloat((int) bits);
            if (!(Math.abs(x) > limit)) {
                see(x);
            }
        }
        return this;
    }

    /** Every stride-th float of a range of positive numbers, and its negative. */
    ErrorInUlp overRange(float low, float high, int stride) {
        for (int bits = Float.floatToIntBits(low); bits <= Float.floatToIntBits(high); bits += stride) {
            see(Float.intBitsToFloat(bits));
            see(-Float.intBitsToFloat(bits));
        }
        return this;
    }

    double greatest() {
        return greatest;
    }

    @Override
    public String toString() {
        return greatest + " ulp at " + argument + ", of " + count + " arguments";
    }

    private void see(float x) {
        double error = of(function.apply(x), exact.applyAsDouble(x));
        count++;
        if (error > greatest) {
            greatest = error;
            argument = x;
        }
    }

    /** The distance of a result from the exact one in units in the last place of the latter. */
    static double of(float result, double exact) {
        float rounded = (float) exact;
        if (!Float.isFinite(rounded) || !Float.isFinite(result)) {
            return Float.compare(rounded, result) == 0 ? 0 : Double.POSITIVE_INFINITY;
        }
        double ulp = Math.max(Math.scalb(1.0, Math.getExponent(exact) - 23), Float.MIN_VALUE);
        return Math.abs(result - exact) / ulp;
    }
}
