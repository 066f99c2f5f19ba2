package dev.adjoint.api.math;

/**
 * The natural logarithm: x = 2^k m with m from 2/3 to 4/3, log x = k ln 2 + log m, and log(1 + f) = f + f² q(f), where
 * q has the least greatest error for coefficients rounded to single precision.
 */
final class Logarithm {
    /** The bits of 2/3. */
    private static final int TWO_THIRDS = 0x3f2aaaab;

    private static final int FRACTION_BITS = 23;
    private static final float LN2 = 0x1.62e430p-1f;

    private Logarithm() {}

    static <F, I, M> F log(Lanes<F, I, M> lanes, F x) {
        M denormal = lanes.less(x, lanes.constant(Float.MIN_NORMAL));
        F normal = lanes.select(denormal, lanes.mul(x, lanes.constant(0x1p23f)), x);
        I exponent = exponent(lanes, normal, TWO_THIRDS);
        F f = lanes.sub(fraction(lanes, normal, exponent), lanes.constant(1));
        F k = lanes.add(
                lanes.toFloat(exponent), lanes.select(denormal, lanes.constant(-FRACTION_BITS), lanes.constant(0)));
        F q = Polynomial.of(
                lanes,
                f,
                0x1.1f243ap-3f,
                -0x1.3b0e5cp-3f,
                0x1.1ea94cp-3f,
                -0x1.503884p-3f,
                0x1.99d3a8p-3f,
                -0x1.001450p-2f,
                0x1.5554fcp-2f,
                -0x1.ffffd6p-2f);
        F log = lanes.fma(k, lanes.constant(LN2), lanes.fma(lanes.mul(f, f), q, f));
        F zero = lanes.constant(0);
        F unbounded = lanes.select(lanes.less(x, lanes.constant(Float.POSITIVE_INFINITY)), log, x);
        F undefined =
                lanes.select(lanes.equal(x, zero), lanes.constant(Float.NEGATIVE_INFINITY), lanes.constant(Float.NaN));
        return lanes.select(lanes.less(zero, x), unbounded, undefined);
    }

    /** The k for which x = 2^k m with m from least to twice that; x is positive and not denormal. */
    static <F, I, M> I exponent(Lanes<F, I, M> lanes, F x, int bitsOfLeast) {
        return lanes.shiftRight(lanes.subInt(lanes.bits(x), lanes.integer(bitsOfLeast)), FRACTION_BITS);
    }

    /** m = x / 2^exponent. */
    static <F, I, M> F fraction(Lanes<F, I, M> lanes, F x, I exponent) {
        return lanes.fromBits(lanes.subInt(lanes.bits(x), lanes.shiftLeft(exponent, FRACTION_BITS)));
    }
}
