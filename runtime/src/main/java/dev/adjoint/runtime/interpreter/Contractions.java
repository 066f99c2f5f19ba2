package dev.adjoint.runtime.interpreter;

import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.op.Dot;
import dev.adjoint.api.op.Fold;

/** Ops that multiply and add, or only add, over several axes. */
final class Contractions {
    private Contractions() {}

    static double[] dot(Dot op, Call call) {
        Arithmetic math = call.math();
        Shape leftShape = call.inputShape(0);
        Shape rightShape = call.inputShape(1);
        int[] leftBatch = Offsets.along(leftShape, op.leftBatch());
        int[] rightBatch = Offsets.along(rightShape, op.rightBatch());
        int[] leftFree = Offsets.along(leftShape, op.leftFree(leftShape.rank()));
        int[] rightFree = Offsets.along(rightShape, op.rightFree(rightShape.rank()));
        int[] leftContract = Offsets.along(leftShape, op.leftContract());
        int[] rightContract = Offsets.along(rightShape, op.rightContract());
        double[] left = call.input(0);
        double[] right = call.input(1);
        double[] result = call.zeros();
        int at = 0;
        for (int p = 0; p < op.partialSums(); p++) {
            int from = start(op, leftShape, leftContract.length, p);
            int to = start(op, leftShape, leftContract.length, p + 1);
            for (int b = 0; b < leftBatch.length; b++) {
                for (int i : leftFree) {
                    for (int j : rightFree) {
                        int leftStart = leftBatch[b] + i;
                        int rightStart = rightBatch[b] + j;
                        double sum = 0;
                        for (int k = from; k < to; k++) {
                            double x = left[leftStart + leftContract[k]];
                            double y = right[rightStart + rightContract[k]];
                            sum = math.fma(x, y, sum);
                        }
                        result[at++] = sum;
                    }
                }
            }
        }
        return result;
    }

    /** The first product of a partial sum, which begins with a row. */
    private static int start(Dot op, Shape left, int products, int partial) {
        if (!op.isPartial()) {
            return partial * products;
        }
        int rows = left.size(op.leftContract().get(0));
        return Dot.firstRow(rows, partial, op.partialSums()) * (products / rows);
    }

    static double[] fold(Fold op, Call call) {
        Arithmetic math = call.math();
        int positions = call.inputShape(0).size(op.axis());
        int size = call.inputShape(0).size(op.axis() + 1);
        Axis from = Axis.of(call.inputShape(0), op.axis(), 2);
        Axis to = Axis.of(call.shape(), op.axis());
        double[] x = call.input(0);
        double[] result = call.zeros();
        for (int o = 0; o < from.outer(); o++) {
            for (int k = 0; k < size; k++) {
                for (int p = 0; p < positions; p++) {
                    for (int n = 0; n < from.inner(); n++) {
                        int at = to.at(o, p * op.stride() + k * op.dilation(), n);
                        result[at] = math.add(result[at], x[from.at(o, p * size + k, n)]);
                    }
                }
            }
        }
        return result;
    }
}
