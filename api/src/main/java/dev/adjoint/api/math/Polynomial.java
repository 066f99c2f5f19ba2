package dev.adjoint.api.math;

/** Polynomials by Horner's rule. */
final class Polynomial {
    private Polynomial() {}

    /** (((c0 x + c1) x + c2) x + ...), each step one fused multiply-add; the coefficient of the highest power first. */
    static <F, I, M> F of(Lanes<F, I, M> lanes, F x, float... coefficients) {
        F sum = lanes.constant(coefficients[0]);
        for (int i = 1; i < coefficients.length; i++) {
            sum = lanes.fma(sum, x, lanes.constant(coefficients[i]));
        }
        return sum;
    }
}
