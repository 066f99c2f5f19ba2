package dev.adjoint.api.math;

/**
 * The exponential function and those made of it. Range reduction after Cody and Waite (1980): x = n ln 2 + r, where n
 * is rounded by adding a number so large that only whole numbers are left in its last bits; these bits, shifted to the
 * place of the exponent, are 2^n. The polynomials in r have the least greatest error for coefficients rounded to
 * single precision.
 */
final class Exponential {
    /** 1.5 * 2^23: numbers near it are whole, and its last 22 bits are zero. */
    private static final float WHOLE = 0x1.8p23f;

    private static final int EXPONENT_BIAS = 127;
    private static final int FRACTION_BITS = 23;

    private static final float LOG2_E = 0x1.715476p0f;
    private static final float LN2 = 0x1.62e430p-1f;
    /** What {@link #LN2} has too much. */
    private static final float LN2_EXCESS = 0x1.05c610p-29f;

    /** e^-x is 0 above, rounded to the nearest number, and e^x is infinite. */
    private static final float EXP_SATURATION = 104f;
    /** tanh x is 1 above, rounded to the nearest number. */
    private static final float TANH_SATURATION = 9.02f;

    /** How many integers are above the bits of infinity. */
    private static final int ABOVE_INFINITY = Integer.MAX_VALUE - 0x7f80_0000;

    private Exponential() {}

    static <F, I, M> F exp(Lanes<F, I, M> lanes, F x) {
        return scaledExp(lanes, x, 0);
    }

    /**
     * s / (s + s e^-x), where s is so small that s e^104 is no more than a number, and s e^-104 no denormal before it is
     * rounded.
     */
    static <F, I, M> F sigmoid(Lanes<F, I, M> lanes, F x) {
        F scale = lanes.constant(0x1p-100f);
        return lanes.div(scale, lanes.add(scale, scaledExp(lanes, lanes.neg(x), -100)));
    }

    /** 2^k e^x for an even k. */
    private static <F, I, M> F scaledExp(Lanes<F, I, M> lanes, F x, int k) {
        I sign = lanes.andInt(lanes.bits(x), lanes.integer(Integer.MIN_VALUE));
        F bounded = lanes.fromBits(lanes.xorInt(boundedMagnitude(lanes, x, EXP_SATURATION), sign));
        // 2^n spans more than the exponents of one number: x = 2 n ln 2 + r, and 2^n is a factor twice.
        F shifter = lanes.constant(WHOLE + EXPONENT_BIAS + k / 2);
        F shifted = lanes.fma(bounded, lanes.constant(LOG2_E / 2), shifter);
        F r = remainder(lanes, bounded, lanes.sub(shifted, shifter), 2);
        F scale = power(lanes, shifted);
        F q = Polynomial.of(
                lanes,
                r,
                0x1.9baa6cp-13f,
                0x1.71bf90p-10f,
                0x1.1126e4p-7f,
                0x1.5549eep-5f,
                0x1.555514p-3f,
                0x1.00000cp-1f);
        F p = lanes.fma(lanes.mul(r, r), q, r);
        return lanes.mul(lanes.fma(scale, p, scale), scale);
    }

    /** E / (E + 2) where E = e^(2|x|) - 1, with the sign of x. */
    static <F, I, M> F tanh(Lanes<F, I, M> lanes, F x) {
        F bounded = lanes.fromBits(boundedMagnitude(lanes, x, TANH_SATURATION));
        F e = expm1(lanes, lanes.add(bounded, bounded));
        return Rounding.withSign(lanes, lanes.div(e, lanes.add(e, lanes.constant(2))), x);
    }

    /**
     * The bits of |x|, or of the bound where that is less; NaN stays NaN. Numbers without sign have the order of their bits.
     * Those of NaN, which are above, become the least ones by an overflow, so that their minimum with the bound is NaN. Truth
     * values would cost more than integers.
     */
    private static <F, I, M> I boundedMagnitude(Lanes<F, I, M> lanes, F x, float bound) {
        I magnitude = lanes.andInt(lanes.bits(x), lanes.integer(Integer.MAX_VALUE));
        I shifted = lanes.addInt(magnitude, lanes.integer(ABOVE_INFINITY));
        I least = lanes.minInt(shifted, lanes.integer(Float.floatToRawIntBits(bound) + ABOVE_INFINITY));
        return lanes.subInt(least, lanes.integer(ABOVE_INFINITY));
    }

    /** e^x - 1 = 2^n (e^r - 1) + (2^n - 1) for x from -80 to 80; exact where x is 0 or -0 but for the sign. */
    static <F, I, M> F expm1(Lanes<F, I, M> lanes, F x) {
        F shifter = lanes.constant(WHOLE + EXPONENT_BIAS);
        F shifted = lanes.fma(x, lanes.constant(LOG2_E), shifter);
        F p = expm1NearZero(lanes, remainder(lanes, x, lanes.sub(shifted, shifter), 1));
        F scale = power(lanes, shifted);
        return lanes.fma(scale, p, lanes.sub(scale, lanes.constant(1)));
    }

    /** e^r - 1 = r + r² q(r) for |r| up to ln 2 / 2, with a relative error of 2^-26.1 before rounding. */
    private static <F, I, M> F expm1NearZero(Lanes<F, I, M> lanes, F r) {
        F q = Polynomial.of(lanes, r, 0x1.6b9caap-10f, 0x1.122560p-7f, 0x1.5556f2p-5f, 0x1.5554b4p-3f, 0x1.fffffep-2f);
        return lanes.fma(lanes.mul(r, r), q, r);
    }

    /** x - n multiple ln 2, where multiple is a power of two. */
    private static <F, I, M> F remainder(Lanes<F, I, M> lanes, F x, F n, int multiple) {
        F r = lanes.fma(n, lanes.constant(-multiple * LN2), x);
        return lanes.fma(n, lanes.constant(multiple * LN2_EXCESS), r);
    }

    /** 2^n, where n + bias stands in the last bits. */
    private static <F, I, M> F power(Lanes<F, I, M> lanes, F shifted) {
        return lanes.fromBits(lanes.shiftLeft(lanes.bits(shifted), FRACTION_BITS));
    }
}
