package dev.adjoint.api.math;

/** Whole numbers and signs; exact. */
final class Rounding {
    /** 2^23: from here on all numbers are whole. */
    private static final float WHOLE = 0x1p23f;

    private Rounding() {}

    static <F, I, M> F floor(Lanes<F, I, M> lanes, F x) {
        F magnitude = lanes.abs(x);
        F shifter = withSign(lanes, lanes.constant(WHOLE), x);
        F nearest = lanes.sub(lanes.add(x, shifter), shifter);
        F one = lanes.select(lanes.less(x, nearest), lanes.constant(1), lanes.constant(0));
        F floor = lanes.sub(nearest, one);
        // Negative results have their sign already, but for -0.
        return lanes.select(lanes.less(magnitude, lanes.constant(WHOLE)), withSign(lanes, floor, x), x);
    }

    static <F, I, M> F sign(Lanes<F, I, M> lanes, F x) {
        F zero = lanes.constant(0);
        F negative = lanes.select(lanes.less(x, zero), lanes.constant(-1), x);
        return lanes.select(lanes.less(zero, x), lanes.constant(1), negative);
    }

    /** A number that is not negative, or has the sign already, with the sign of another one. */
    static <F, I, M> F withSign(Lanes<F, I, M> lanes, F magnitude, F sign) {
        I signBit = lanes.andInt(lanes.bits(sign), lanes.integer(Integer.MIN_VALUE));
        return lanes.fromBits(lanes.orInt(lanes.bits(magnitude), signBit));
    }
}
