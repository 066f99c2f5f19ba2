package dev.adjoint.runtime.interpreter;

/** Double precision: Java's double arithmetic and {@link StrictMath}. */
final class DoubleArithmetic implements Arithmetic {
    @Override
    public double round(double x) {
        return x;
    }

    @Override
    public double add(double a, double b) {
        return a + b;
    }

    @Override
    public double sub(double a, double b) {
        return a - b;
    }

    @Override
    public double mul(double a, double b) {
        return a * b;
    }

    @Override
    public double div(double a, double b) {
        return a / b;
    }

    @Override
    public double fma(double a, double b, double c) {
        return Math.fma(a, b, c);
    }

    @Override
    public double pow(double a, double b) {
        return StrictMath.pow(a, b);
    }

    @Override
    public double exp(double x) {
        return StrictMath.exp(x);
    }

    @Override
    public double log(double x) {
        return StrictMath.log(x);
    }

    @Override
    public double sqrt(double x) {
        return Math.sqrt(x);
    }

    @Override
    public double tanh(double x) {
        return StrictMath.tanh(x);
    }

    /** 1 / (1 + e^-x); e^x / (1 + e^x) below zero, where e^-x may overflow. */
    @Override
    public double sigmoid(double x) {
        double e = StrictMath.exp(-Math.abs(x));
        return (x < 0 ? e : 1) / (1 + e);
    }

    @Override
    public double erf(double x) {
        return ErrorFunction.erf(x);
    }

    @Override
    public double sin(double x) {
        return StrictMath.sin(x);
    }

    @Override
    public double cos(double x) {
        return StrictMath.cos(x);
    }

    @Override
    public double floor(double x) {
        return Math.floor(x);
    }

    @Override
    public double sign(double x) {
        return Math.signum(x);
    }
}
