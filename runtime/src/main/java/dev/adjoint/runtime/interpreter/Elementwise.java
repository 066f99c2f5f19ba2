package dev.adjoint.runtime.interpreter;

import dev.adjoint.api.op.Where;

/** Ops that compute each element of the result from the elements of the inputs at the same place. */
final class Elementwise {
    private Elementwise() {}

    /** A function of one number. */
    @FunctionalInterface
    interface OfOne {
        double apply(Arithmetic math, double x);
    }

    /** A function of two numbers. */
    @FunctionalInterface
    interface OfTwo {
        double apply(Arithmetic math, double x, double y);
    }

    static double[] one(Call call, OfOne function) {
        Arithmetic math = call.math();
        double[] x = call.input(0);
        double[] result = call.zeros();
        for (int i = 0; i < result.length; i++) {
            result[i] = function.apply(math, x[i]);
        }
        return result;
    }

    static double[] two(Call call, OfTwo function) {
        Arithmetic math = call.math();
        double[] x = call.input(0);
        double[] y = call.input(1);
        double[] result = call.zeros();
        for (int i = 0; i < result.length; i++) {
            result[i] = function.apply(math, x[i], y[i]);
        }
        return result;
    }

    static double[] where(Where op, Call call) {
        double[] condition = call.input(0);
        double[] a = call.input(1);
        double[] b = call.input(2);
        double[] result = call.zeros();
        for (int i = 0; i < result.length; i++) {
            result[i] = condition[i] != 0 ? a[i] : b[i];
        }
        return result;
    }
}
