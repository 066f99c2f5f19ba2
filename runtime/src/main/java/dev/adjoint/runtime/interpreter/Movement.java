package dev.adjoint.runtime.interpreter;

import dev.adjoint.api.op.Concat;
import dev.adjoint.api.op.Flip;
import dev.adjoint.api.op.Pad;
import dev.adjoint.api.op.Permute;
import dev.adjoint.api.op.Slice;
import dev.adjoint.api.op.Window;
import java.util.Arrays;

/** Ops that compute nothing: each element of the result is an element of an input, or a constant. */
final class Movement {
    private Movement() {}

    static double[] permute(Permute op, Call call) {
        double[] x = call.input(0);
        int[] from = Offsets.along(call.inputShape(0), op.order());
        double[] result = call.zeros();
        for (int i = 0; i < result.length; i++) {
            result[i] = x[from[i]];
        }
        return result;
    }

    static double[] flip(Flip op, Call call) {
        Axis axis = Axis.of(call.shape(), op.axis());
        double[] result = call.zeros();
        for (int i = 0; i < axis.size(); i++) {
            copy(call.input(0), axis, axis.size() - 1 - i, result, axis, i);
        }
        return result;
    }

    static double[] slice(Slice op, Call call) {
        Axis from = Axis.of(call.inputShape(0), op.axis());
        Axis to = Axis.of(call.shape(), op.axis());
        double[] result = call.zeros();
        for (int i = 0; i < op.size(); i++) {
            copy(call.input(0), from, op.start() + i * op.stride(), result, to, i);
        }
        return result;
    }

    static double[] pad(Pad op, Call call) {
        Axis from = Axis.of(call.inputShape(0), op.axis());
        Axis to = Axis.of(call.shape(), op.axis());
        double[] result = call.zeros();
        Arrays.fill(result, call.math().round(op.value()));
        for (int i = 0; i < from.size(); i++) {
            copy(call.input(0), from, i, result, to, op.low() + i * (1 + op.interior()));
        }
        return result;
    }

    static double[] concat(Concat op, Call call) {
        Axis to = Axis.of(call.shape(), op.axis());
        double[] result = call.zeros();
        int start = 0;
        for (int part = 0; part < call.inputs().size(); part++) {
            Axis from = Axis.of(call.inputShape(part), op.axis());
            for (int i = 0; i < from.size(); i++) {
                copy(call.input(part), from, i, result, to, start + i);
            }
            start += from.size();
        }
        return result;
    }

    static double[] window(Window op, Call call) {
        Axis from = Axis.of(call.inputShape(0), op.axis());
        int positions = call.shape().size(op.axis());
        Axis to = Axis.of(call.shape(), op.axis(), 2);
        double[] result = call.zeros();
        for (int p = 0; p < positions; p++) {
            for (int k = 0; k < op.size(); k++) {
                copy(call.input(0), from, p * op.stride() + k * op.dilation(), result, to, p * op.size() + k);
            }
        }
        return result;
    }

    /** Copies one slice: all elements at one index of an axis to those at an index of another array's axis. */
    private static void copy(double[] x, Axis from, int index, double[] result, Axis to, int target) {
        for (int o = 0; o < from.outer(); o++) {
            for (int n = 0; n < from.inner(); n++) {
                result[to.at(o, target, n)] = x[from.at(o, index, n)];
            }
        }
    }
}
