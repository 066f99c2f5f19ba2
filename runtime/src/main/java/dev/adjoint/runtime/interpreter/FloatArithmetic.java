package dev.adjoint.runtime.interpreter;

import dev.adjoint.api.math.Elementary;

/** Single precision: Java's float arithmetic and the formulas of {@link Elementary}. */
final class FloatArithmetic implements Arithmetic {
    @Override
    public double round(double x) {
        return (float) x;
    }

    @Override
    public double add(double a, double b) {
        return (float) a + (float) b;
    }

    @Override
    public double sub(double a, double b) {
        return (float) a - (float) b;
    }

    @Override
    public double mul(double a, double b) {
        return (float) a * (float) b;
    }

    @Override
    public double div(double a, double b) {
        return (float) a / (float) b;
    }

    @Override
    public double fma(double a, double b, double c) {
        return Math.fma((float) a, (float) b, (float) c);
    }

    @Override
    public double pow(double a, double b) {
        return Elementary.pow((float) a, (float) b);
    }

    @Override
    public double exp(double x) {
        return Elementary.exp((float) x);
    }

    @Override
    public double log(double x) {
        return Elementary.log((float) x);
    }

    @Override
    public double sqrt(double x) {
        return (float) Math.sqrt(x);
    }

    @Override
    public double tanh(double x) {
        return Elementary.tanh((float) x);
    }

    @Override
    public double sigmoid(double x) {
        return Elementary.sigmoid((float) x);
    }

    @Override
    public double erf(double x) {
        return Elementary.erf((float) x);
    }

    @Override
    public double sin(double x) {
        return Elementary.sin((float) x);
    }

    @Override
    public double cos(double x) {
        return Elementary.cos((float) x);
    }

    @Override
    public double floor(double x) {
        return Elementary.floor((float) x);
    }

    @Override
    public double sign(double x) {
        return Elementary.sign((float) x);
    }
}
