package dev.adjoint.runtime.interpreter;

import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.op.ArgMax;
import dev.adjoint.api.op.Expand;
import dev.adjoint.api.op.Max;
import dev.adjoint.api.op.Sum;

/** Ops that take an axis away, and the one that brings it back. */
final class Reductions {
    private Reductions() {}

    static double[] sum(Sum op, Call call) {
        Shape shape = call.inputShape(0);
        boolean last = shape.axis(op.axis()) == shape.rank() - 1;
        return last ? sumAlongLastAxis(call) : sumAlongOuterAxis(Axis.of(shape, op.axis()), call);
    }

    /** Partial sum j over the elements j, j + 16, ...; then partial sums 8 apart are added, then 4, 2 and 1 apart. */
    private static double[] sumAlongLastAxis(Call call) {
        Arithmetic math = call.math();
        double[] x = call.input(0);
        int size = call.inputShape(0).last();
        double[] result = call.zeros();
        for (int o = 0; o < result.length; o++) {
            double[] partial = new double[Sum.LANES];
            for (int i = 0; i < size; i++) {
                partial[i % Sum.LANES] = math.add(partial[i % Sum.LANES], x[o * size + i]);
            }
            for (int half = Sum.LANES / 2; half > 0; half /= 2) {
                for (int j = 0; j < half; j++) {
                    partial[j] = math.add(partial[j], partial[j + half]);
                }
            }
            result[o] = partial[0];
        }
        return result;
    }

    private static double[] sumAlongOuterAxis(Axis axis, Call call) {
        Arithmetic math = call.math();
        double[] x = call.input(0);
        double[] result = call.zeros();
        for (int o = 0; o < axis.outer(); o++) {
            for (int i = 0; i < axis.size(); i++) {
                for (int n = 0; n < axis.inner(); n++) {
                    int at = o * axis.inner() + n;
                    result[at] = math.add(result[at], x[axis.at(o, i, n)]);
                }
            }
        }
        return result;
    }

    static double[] max(Max op, Call call) {
        Axis axis = Axis.of(call.inputShape(0), op.axis());
        double[] x = call.input(0);
        double[] result = call.zeros();
        for (int o = 0; o < axis.outer(); o++) {
            for (int n = 0; n < axis.inner(); n++) {
                double max = Double.NEGATIVE_INFINITY;
                for (int i = 0; i < axis.size(); i++) {
                    max = Math.max(max, x[axis.at(o, i, n)]);
                }
                result[o * axis.inner() + n] = max;
            }
        }
        return result;
    }

    static double[] argMax(ArgMax op, Call call) {
        Axis axis = Axis.of(call.inputShape(0), op.axis());
        double[] x = call.input(0);
        double[] result = call.zeros();
        for (int o = 0; o < axis.outer(); o++) {
            for (int n = 0; n < axis.inner(); n++) {
                int best = 0;
                for (int i = 1; i < axis.size(); i++) {
                    double candidate = x[axis.at(o, i, n)];
                    double leader = x[axis.at(o, best, n)];
                    if (candidate > leader || Double.isNaN(candidate) && !Double.isNaN(leader)) {
                        best = i;
                    }
                }
                result[o * axis.inner() + n] = best;
            }
        }
        return result;
    }

    static double[] expand(Expand op, Call call) {
        Axis axis = Axis.of(call.shape(), op.axis());
        double[] x = call.input(0);
        double[] result = call.zeros();
        for (int o = 0; o < axis.outer(); o++) {
            for (int i = 0; i < axis.size(); i++) {
                for (int n = 0; n < axis.inner(); n++) {
                    result[axis.at(o, i, n)] = x[o * axis.inner() + n];
                }
            }
        }
        return result;
    }
}
