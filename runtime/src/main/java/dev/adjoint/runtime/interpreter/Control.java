package dev.adjoint.runtime.interpreter;

import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.graph.TensorType;
import dev.adjoint.api.op.CustomKernel;
import dev.adjoint.api.op.CustomKernelGradient;
import dev.adjoint.api.op.Pick;
import dev.adjoint.api.op.Scan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Ops that run something else: a body in a loop, a plugin's own code. */
final class Control {
    private Control() {}

    static List<double[]> scan(Scan op, Call call) {
        int firstCarry = op.invariants();
        int firstSequence = op.invariants() + op.carries();
        List<Tensor> leaves = op.body().inputs();
        List<Tensor> outputs = op.body().outputs();
        List<double[]> carries = new ArrayList<>();
        for (int c = 0; c < op.carries(); c++) {
            carries.add(call.input(firstCarry + c));
        }
        List<double[]> stacked = new ArrayList<>();
        for (Tensor output : outputs.subList(op.carries(), outputs.size())) {
            stacked.add(new double[Call.length(output.shape(), call.rows()) * op.length()]);
        }
        for (int step = 0; step < op.length(); step++) {
            int time = op.reverse() ? op.length() - 1 - step : step;
            Map<Tensor, double[]> given = new HashMap<>();
            for (int i = 0; i < leaves.size(); i++) {
                double[] value = i < firstCarry
                        ? call.input(i)
                        : i < firstSequence ? carries.get(i - firstCarry) : slice(call.input(i), time, op.length());
                given.put(leaves.get(i), value);
            }
            List<double[]> results = new Evaluator(call.precision(), call.rows(), call.key(), given).values(outputs);
            carries = results.subList(0, op.carries());
            for (int s = 0; s < stacked.size(); s++) {
                double[] result = results.get(op.carries() + s);
                System.arraycopy(result, 0, stacked.get(s), time * result.length, result.length);
            }
        }
        List<double[]> all = new ArrayList<>(carries);
        all.addAll(stacked);
        return all;
    }

    private static double[] slice(double[] sequence, int time, int length) {
        int size = sequence.length / length;
        return Arrays.copyOfRange(sequence, time * size, (time + 1) * size);
    }

    static double[] pick(Pick op, Call call) {
        return call.inputs().get(0).get(op.index());
    }

    static double[] kernel(CustomKernel op, Call call) {
        float[] output = new float[call.zeros().length];
        op.kernel().forward(floats(call, 0, call.inputs().size()), output, call.rows());
        return doubles(output);
    }

    static List<double[]> kernelGradient(CustomKernelGradient op, Call call) {
        int count = call.inputs().size() - 2;
        float[][] inputs = floats(call, 0, count);
        float[][] outputAndGradient = floats(call, count, count + 2);
        List<TensorType> types =
                call.tensor().inputs().stream().map(Tensor::type).toList();
        float[][] gradients = op.results(types).stream()
                .map(type -> new float[Call.length(type.shape(), call.rows())])
                .toArray(float[][]::new);
        op.kernel().backward(inputs, outputAndGradient[0], outputAndGradient[1], gradients, call.rows());
        return Arrays.stream(gradients).map(Control::doubles).toList();
    }

    private static float[][] floats(Call call, int from, int to) {
        float[][] arrays = new float[to - from][];
        for (int i = from; i < to; i++) {
            double[] values = call.input(i);
            float[] array = new float[values.length];
            for (int e = 0; e < array.length; e++) {
                array[e] = (float) values[e];
            }
            arrays[i - from] = array;
        }
        return arrays;
    }

    private static double[] doubles(float[] values) {
        double[] result = new double[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = values[i];
        }
        return result;
    }
}
