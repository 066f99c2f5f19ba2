package dev.adjoint.runtime.interpreter;

import dev.adjoint.api.DataException;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.op.Gather;
import dev.adjoint.api.op.ScatterAdd;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Ops that find their elements by index. */
final class Indexing {
    private Indexing() {}

    static double[] gather(Gather op, Call call) {
        Axis table = Axis.of(call.inputShape(0), op.axis());
        int[] indices = indices(call, table.size());
        double[] x = call.input(0);
        double[] result = call.zeros();
        int at = 0;
        for (int o = 0; o < table.outer(); o++) {
            for (int index : indices) {
                for (int n = 0; n < table.inner(); n++) {
                    result[at++] = x[table.at(o, index, n)];
                }
            }
        }
        return result;
    }

    static double[] scatterAdd(ScatterAdd op, Call call) {
        Arithmetic math = call.math();
        Axis table = Axis.of(call.shape(), op.axis());
        int[] indices = indices(call, op.size());
        double[] updates = call.input(0);
        double[] result = call.zeros();
        int from = 0;
        for (int o = 0; o < table.outer(); o++) {
            for (int index : indices) {
                for (int n = 0; n < table.inner(); n++) {
                    int at = table.at(o, index, n);
                    result[at] = math.add(result[at], updates[from++]);
                }
            }
        }
        return result;
    }

    private static int[] indices(Call call, int size) {
        double[] values = call.input(1);
        int[] indices = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            double value = values[i];
            if (!(value >= 0 && value < size && value == Math.rint(value))) {
                throw new DataException(call.tensor() + " cannot use index " + number(value) + " at position "
                        + position(i, call.inputShape(1)) + " of its indices; expected a whole number from 0 to "
                        + (size - 1));
            }
            indices[i] = (int) value;
        }
        return indices;
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9 ? "" + (long) value : "" + value;
    }

    private static List<Integer> position(int element, Shape shape) {
        List<Integer> position = new ArrayList<>();
        int rest = element;
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            position.add(rest % shape.size(axis));
            rest /= shape.size(axis);
        }
        Collections.reverse(position);
        return position;
    }
}
