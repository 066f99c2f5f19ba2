package dev.adjoint.runtime.interpreter;

import dev.adjoint.api.DataException;
import dev.adjoint.api.math.CounterRandom;
import dev.adjoint.api.op.Constant;
import dev.adjoint.api.op.Iota;
import dev.adjoint.api.op.Op;
import dev.adjoint.api.op.Random;
import dev.adjoint.api.op.Rows;

/** Ops without inputs. */
final class Leaves {
    private Leaves() {}

    static double[] constant(Constant op, Call call) {
        return op.values().stream().mapToDouble(call.math()::round).toArray();
    }

    static double[] iota(Iota op, Call call) {
        double[] result = call.zeros();
        for (int i = 0; i < result.length; i++) {
            result[i] = call.math().round(i);
        }
        return result;
    }

    static double[] random(Random op, Call call) {
        double[] result = call.zeros();
        for (int i = 0; i < result.length; i++) {
            result[i] = CounterRandom.uniform(call.key(), op.stream(), i);
        }
        return result;
    }

    static double[] rows(Rows op, Call call) {
        return new double[] {call.math().round(call.rows())};
    }

    /** Inputs and variables: their values are given, never computed. */
    static double[] given(Op op, Call call) {
        throw new DataException("no value was given for " + op);
    }
}
