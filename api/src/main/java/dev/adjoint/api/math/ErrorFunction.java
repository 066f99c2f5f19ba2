package dev.adjoint.api.math;

/**
 * erf x = 1 - e^-y with the sign of x, where y = -log(1 - erf |x|) = |x| + |x| q(|x|) is smooth; q has the least
 * greatest error for coefficients rounded to single precision.
 */
final class ErrorFunction {
    /** erf x is 1 above, rounded to the nearest number. */
    private static final float SATURATION = 3.92f;

    private ErrorFunction() {}

    static <F, I, M> F erf(Lanes<F, I, M> lanes, F x) {
        F bounded = lanes.abs(x);
        bounded = lanes.select(lanes.less(lanes.constant(SATURATION), bounded), lanes.constant(SATURATION), bounded);
        F q = Polynomial.of(
                lanes,
                bounded,
                -0x1.3b02a8p-17f,
                0x1.f28acep-14f,
                -0x1.4e2994p-11f,
                0x1.b744cap-10f,
                -0x1.637a0cp-13f,
                -0x1.39b7cap-6f,
                0x1.a4f8c4p-4f,
                0x1.45f300p-1f,
                0x1.06eba8p-3f);
        F y = lanes.fma(bounded, q, bounded);
        return Rounding.withSign(lanes, lanes.abs(Exponential.expm1(lanes, lanes.neg(y))), x);
    }
}
