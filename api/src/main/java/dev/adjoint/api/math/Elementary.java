package dev.adjoint.api.math;

/**
 * The elementary functions in single precision, each one formula over {@link Lanes}. NaN gives NaN. The errors stated
 * are the greatest found, in units in the last place (ulp) of the exact result; denormal results count in ulp of the
 * denormal numbers.
 */
public final class Elementary {
    private static final ScalarLanes SCALAR = ScalarLanes.INSTANCE;

    private Elementary() {}

    /** e^x, within 1.7 ulp. Becomes denormal, then 0; becomes infinite where the exact value does. */
    public static <F, I, M> F exp(Lanes<F, I, M> lanes, F x) {
        return Exponential.exp(lanes, x);
    }

    public static float exp(float x) {
        return exp(SCALAR, x);
    }

    /** The natural logarithm, within 1.1 ulp; denormals included. -∞ at zero, NaN below, ∞ at infinity. */
    public static <F, I, M> F log(Lanes<F, I, M> lanes, F x) {
        return Logarithm.log(lanes, x);
    }

    public static float log(float x) {
        return log(SCALAR, x);
    }

    /** The hyperbolic tangent, within 2.6 ulp. Odd to the bit, the sign of zero included; never beyond 1. */
    public static <F, I, M> F tanh(Lanes<F, I, M> lanes, F x) {
        return Exponential.tanh(lanes, x);
    }

    public static float tanh(float x) {
        return tanh(SCALAR, x);
    }

    /** 1 / (1 + e^-x), within 2.8 ulp at both ends: for very negative x it becomes denormal, then 0. */
    public static <F, I, M> F sigmoid(Lanes<F, I, M> lanes, F x) {
        return Exponential.sigmoid(lanes, x);
    }

    public static float sigmoid(float x) {
        return sigmoid(SCALAR, x);
    }

    /** The error function 2/√π ∫ e^-t² dt from 0 to x, within 1.9 ulp. Odd to the bit, the sign of zero included. */
    public static <F, I, M> F erf(Lanes<F, I, M> lanes, F x) {
        return ErrorFunction.erf(lanes, x);
    }

    public static float erf(float x) {
        return erf(SCALAR, x);
    }

    /**
     * The sine, within 1.6 ulp for |x| up to 131,072 = 2^17 and within 10^-6 for |x| up to 6 million. Beyond that,
     * where neighbouring numbers are half a radian apart, only the range from -1 to 1 is right. NaN for infinities;
     * keeps the sign of zero.
     */
    public static <F, I, M> F sin(Lanes<F, I, M> lanes, F x) {
        return Trigonometric.sin(lanes, x);
    }

    public static float sin(float x) {
        return sin(SCALAR, x);
    }

    /** The cosine, with the errors and the range of {@link #sin(Lanes, Object) the sine}. */
    public static <F, I, M> F cos(Lanes<F, I, M> lanes, F x) {
        return Trigonometric.cos(lanes, x);
    }

    public static float cos(float x) {
        return cos(SCALAR, x);
    }

    /** x^y, within 3.5 ulp; all special cases as {@link Math#pow}. */
    public static <F, I, M> F pow(Lanes<F, I, M> lanes, F x, F y) {
        return Power.pow(lanes, x, y);
    }

    public static float pow(float x, float y) {
        return pow(SCALAR, x, y);
    }

    /** The largest whole number that is not larger; exact, keeps the sign of zero. */
    public static <F, I, M> F floor(Lanes<F, I, M> lanes, F x) {
        return Rounding.floor(lanes, x);
    }

    public static float floor(float x) {
        return floor(SCALAR, x);
    }

    /** -1, 0 or 1; exact, keeps the sign of zero. */
    public static <F, I, M> F sign(Lanes<F, I, M> lanes, F x) {
        return Rounding.sign(lanes, x);
    }

    public static float sign(float x) {
        return sign(SCALAR, x);
    }
}
