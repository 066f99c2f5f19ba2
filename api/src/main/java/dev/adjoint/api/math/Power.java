package dev.adjoint.api.math;

/**
 * Powers: x^y = 2^(y log2 x). The product may be as large as 150, so the logarithm is a sum of two numbers, the second
 * one of the size of the first one's rounding error (Dekker 1971). With x = 2^k m and s = (m - 1) / (m + 1), log2 m =
 * 2 artanh s / ln 2 = c s + s³ q(s²).
 */
final class Power {
    /** The bits of √½. */
    private static final int SQRT_HALF = 0x3f3504f3;

    private static final int FRACTION_BITS = 23;
    private static final int EXPONENT_BIAS = 127;
    /** 1.5 * 2^23: numbers near it are whole, and its last 22 bits are zero. */
    private static final float WHOLE = 0x1.8p23f;

    /** 2 / ln 2. */
    private static final float C = 0x1.715476p1f;
    /** What {@link #C} lacks. */
    private static final float C_REST = 0x1.4ae0c0p-25f;

    private Power() {}

    static <F, I, M> F pow(Lanes<F, I, M> lanes, F x, F y) {
        F zero = lanes.constant(0);
        F one = lanes.constant(1);
        F base = lanes.abs(x);
        F power = powerOfPositive(lanes, base, y);

        // A negative base needs a whole exponent; an odd one keeps its sign.
        F exponent = lanes.abs(y);
        F half = Rounding.floor(lanes, lanes.mul(exponent, lanes.constant(0.5f)));
        F even = lanes.add(half, half);
        M isOdd = lanes.equal(lanes.sub(exponent, even), one);
        M isBroken = lanes.and(lanes.not(lanes.equal(exponent, even)), lanes.not(isOdd));
        power = lanes.select(lanes.and(lanes.less(x, zero), isBroken), lanes.constant(Float.NaN), power);

        // Zero and infinity: themselves, or each other for a negative exponent; NaN if one of both is NaN.
        F self = lanes.select(lanes.less(zero, y), base, y);
        F extreme = lanes.select(lanes.less(y, zero), lanes.div(one, base), self);
        M isOrdinary = lanes.and(lanes.less(zero, base), lanes.less(base, lanes.constant(Float.POSITIVE_INFINITY)));
        power = lanes.select(isOrdinary, power, extreme);

        I sign = lanes.andInt(lanes.bits(x), lanes.integer(Integer.MIN_VALUE));
        power = lanes.select(isOdd, lanes.fromBits(lanes.xorInt(lanes.bits(power), sign)), power);
        power = lanes.select(lanes.equal(y, one), x, power);
        return lanes.select(lanes.equal(y, zero), one, power);
    }

    /** The power of a base above zero and below infinity. */
    private static <F, I, M> F powerOfPositive(Lanes<F, I, M> lanes, F base, F y) {
        M denormal = lanes.less(base, lanes.constant(Float.MIN_NORMAL));
        F normal = lanes.select(denormal, lanes.mul(base, lanes.constant(0x1p23f)), base);
        I exponent = Logarithm.exponent(lanes, normal, SQRT_HALF);
        F m = Logarithm.fraction(lanes, normal, exponent);
        F k = lanes.add(
                lanes.toFloat(exponent), lanes.select(denormal, lanes.constant(-FRACTION_BITS), lanes.constant(0)));

        // s + sRest = (m - 1) / (m + 1), where m - 1 is exact and m + 1 = sum + sumRest.
        F one = lanes.constant(1);
        F difference = lanes.sub(m, one);
        F sum = lanes.add(m, one);
        F sumRest = lanes.add(lanes.sub(one, sum), m);
        F reciprocal = lanes.div(one, sum);
        F s = lanes.mul(difference, reciprocal);
        F minusS = lanes.neg(s);
        F remainder = lanes.fma(minusS, sumRest, lanes.fma(minusS, sum, difference));
        F sRest = lanes.mul(remainder, reciprocal);

        // first + rest = log2 m, with the derivative c / (1 - s²) = c (1 + s² + ...) for the rest of s.
        F c = lanes.constant(C);
        F square = lanes.mul(s, s);
        F q = Polynomial.of(lanes, square, 0x1.58b336p-2f, 0x1.a5cec2p-2f, 0x1.2776e2p-1f, 0x1.ec709ep-1f);
        F first = lanes.mul(s, c);
        F rest = lanes.fma(s, c, lanes.neg(first));
        rest = lanes.fma(s, lanes.constant(C_REST), rest);
        rest = lanes.fma(lanes.fma(sRest, square, sRest), c, rest);
        rest = lanes.fma(lanes.mul(s, square), q, rest);

        // log + logRest = k + first + rest, as |k| >= |first| or k = 0; then summed again to make logRest small.
        F high = lanes.add(k, first);
        F low = lanes.add(lanes.add(lanes.sub(k, high), first), rest);
        F log = lanes.add(high, low);
        F logRest = lanes.add(lanes.sub(high, log), low);

        F product = lanes.mul(y, log);
        F productRest = lanes.fma(y, logRest, lanes.fma(y, log, lanes.neg(product)));
        return exp2(lanes, product, productRest);
    }

    /** 2^(x + rest) for a small rest. */
    private static <F, I, M> F exp2(Lanes<F, I, M> lanes, F x, F rest) {
        F bound = lanes.constant(160);
        F minusBound = lanes.constant(-160);
        F bounded = lanes.select(lanes.less(x, minusBound), minusBound, x);
        bounded = lanes.select(lanes.less(bound, bounded), bound, bounded);
        // Beyond the bound the rest may be large or not a number, but no longer matters.
        F boundedRest = lanes.select(lanes.lessEqual(lanes.abs(x), bound), rest, lanes.constant(0));

        // x + rest = 2 n + r, and 2^n is a factor twice, as in the exponential function.
        F shifter = lanes.constant(WHOLE + EXPONENT_BIAS);
        F shifted = lanes.fma(bounded, lanes.constant(0.5f), shifter);
        F n = lanes.sub(shifted, shifter);
        F r = lanes.add(lanes.fma(n, lanes.constant(-2), bounded), boundedRest);
        F scale = lanes.fromBits(lanes.shiftLeft(lanes.bits(shifted), FRACTION_BITS));
        F p = Polynomial.of(
                lanes,
                r,
                0x1.f4ab76p-17f,
                0x1.481d4ap-13f,
                0x1.5dbe40p-10f,
                0x1.3b1fe8p-7f,
                0x1.c6af9ep-5f,
                0x1.ebfbf8p-3f,
                0x1.62e432p-1f,
                1);
        return lanes.mul(lanes.mul(p, scale), scale);
    }
}
