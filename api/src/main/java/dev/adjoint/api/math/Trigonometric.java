package dev.adjoint.api.math;

/**
 * Sine and cosine. Range reduction after Cody and Waite (1980): x = n π/2 + r, with π/2 in three parts, each step one
 * fused multiply-add of which the first is exact; then a polynomial for sin r and one for cos r, of which the last two
 * bits of n choose one and its sign. The polynomials have the least greatest error for coefficients rounded to single
 * precision.
 */
final class Trigonometric {
    /** 1.5 * 2^23: numbers near it are whole. */
    private static final float WHOLE = 0x1.8p23f;

    private static final float TWO_OVER_PI = 0x1.45f306p-1f;
    private static final float HALF_PI = 0x1.921fb6p0f;
    /** What {@link #HALF_PI} has too much. */
    private static final float HALF_PI_EXCESS = 0x1.777a5cp-25f;
    /** What {@link #HALF_PI_EXCESS} has too little. */
    private static final float HALF_PI_EXCESS_REST = 0x1.ee59dap-50f;

    private Trigonometric() {}

    static <F, I, M> F sin(Lanes<F, I, M> lanes, F x) {
        return lanes.select(lanes.equal(x, lanes.constant(0)), x, sinAfterQuarterTurns(lanes, x, 0));
    }

    static <F, I, M> F cos(Lanes<F, I, M> lanes, F x) {
        return sinAfterQuarterTurns(lanes, x, 1);
    }

    /** sin(x + turns π/2), without the sign of zero. */
    private static <F, I, M> F sinAfterQuarterTurns(Lanes<F, I, M> lanes, F x, int turns) {
        F shifter = lanes.constant(WHOLE);
        F shifted = lanes.fma(x, lanes.constant(TWO_OVER_PI), shifter);
        F n = lanes.sub(shifted, shifter);
        F r = lanes.fma(n, lanes.constant(-HALF_PI), x);
        r = lanes.fma(n, lanes.constant(HALF_PI_EXCESS), r);
        r = lanes.fma(n, lanes.constant(HALF_PI_EXCESS_REST), r);
        F square = lanes.mul(r, r);
        F sin = Polynomial.of(lanes, square, -0x1.991c26p-13f, 0x1.1106c6p-7f, -0x1.555544p-3f);
        sin = lanes.fma(sin, lanes.mul(r, square), r);
        F cos = Polynomial.of(lanes, square, 0x1.99de6ep-16f, -0x1.6c0c14p-10f, 0x1.55554ap-5f, -0.5f, 1);

        // The lower of the two bits becomes the highest of an exponent, the other one the sign: 0, 2, -0 or -2.
        I quadrant = lanes.shiftLeft(lanes.addInt(lanes.bits(shifted), lanes.integer(turns)), 30);
        F y = lanes.select(lanes.equal(lanes.fromBits(quadrant), lanes.constant(0)), sin, cos);
        I sign = lanes.andInt(quadrant, lanes.integer(Integer.MIN_VALUE));
        y = lanes.fromBits(lanes.xorInt(lanes.bits(y), sign));

        // Where x is so large that n is no longer right, at least the range is.
        y = lanes.select(lanes.less(y, lanes.constant(-1)), lanes.constant(-1), y);
        return lanes.select(lanes.less(lanes.constant(1), y), lanes.constant(1), y);
    }
}
