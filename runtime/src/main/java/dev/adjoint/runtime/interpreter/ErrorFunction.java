package dev.adjoint.runtime.interpreter;

/**
 * erf x = 2 / √π ∫ e^-t² dt from 0 to x, with a relative error of at most 1e-15 (Abramowitz and Stegun 1964, 7.1.6
 * and 7.1.14).
 */
final class ErrorFunction {
    private static final double SQRT_PI = Math.sqrt(Math.PI);
    private static final double SERIES_UP_TO = 2;
    private static final int FRACTION_TERMS = 80;

    private ErrorFunction() {}

    static double erf(double x) {
        if (Double.isNaN(x)) {
            return x;
        }
        double size = Math.abs(x);
        double result = size < SERIES_UP_TO ? series(size) : 1 - complement(size);
        return Math.copySign(result, x);
    }

    /** 2 / √π e^-x² Σ 2^n x^(2n + 1) / (1 · 3 · ... · (2n + 1)), whose terms are all positive. */
    private static double series(double x) {
        double term = x;
        double sum = x;
        for (int n = 1; term > sum * 0x1p-60; n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return 2 / SQRT_PI * StrictMath.exp(-x * x) * sum;
    }

    /** erfc x = e^-x² / √π · 1 / (x + (1/2) / (x + (2/2) / (x + (3/2) / (x + ...)))). */
    private static double complement(double x) {
        double fraction = x;
        for (int n = FRACTION_TERMS; n > 0; n--) {
            fraction = x + n / 2.0 / fraction;
        }
        return StrictMath.exp(-x * x) / (SQRT_PI * fraction);
    }
}
