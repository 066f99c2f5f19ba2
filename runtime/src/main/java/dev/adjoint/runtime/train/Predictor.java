package dev.adjoint.runtime.train;

import dev.adjoint.api.DataException;
import dev.adjoint.api.backend.Executable;
import dev.adjoint.api.backend.Execution;
import dev.adjoint.api.backend.Variables;
import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Program.Output;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Input;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives the outputs of a model for rows of inputs. For one thread; any number of predictors share one model, and each
 * keeps the parameters that the model had when it was made. Arrays hold rows one behind the other, in row-major order.
 */
public final class Predictor {
    private final Execution execution;
    private final int capacity;
    private final List<String> inputs;
    private final List<String> outputs;
    private final float[][] inputArrays;
    private final float[][] outputArrays;
    private final int[] inputWidths;
    private final int[] outputWidths;

    Predictor(Executable executable, Variables variables) {
        Program program = executable.program();
        this.execution = executable.open(variables);
        this.capacity = executable.capacity();
        this.inputs = program.inputs().stream()
                .map(input -> ((Input) input.op()).name())
                .toList();
        this.outputs = program.outputs().stream().map(Output::name).toList();
        this.inputArrays = inputs.stream().map(execution::input).toArray(float[][]::new);
        this.outputArrays = outputs.stream().map(execution::output).toArray(float[][]::new);
        this.inputWidths = program.inputs().stream().mapToInt(Predictor::width).toArray();
        this.outputWidths = program.outputs().stream()
                .map(Output::value)
                .mapToInt(Predictor::width)
                .toArray();
    }

    private static int width(Tensor tensor) {
        Shape row = tensor.shape().row();
        return Math.toIntExact(row.elements());
    }

    /** The names of the inputs, in the order of their arrays. */
    public List<String> inputs() {
        return inputs;
    }

    /** The names of the outputs, in the order of their arrays. */
    public List<String> outputs() {
        return outputs;
    }

    /**
     * Fills the outputs' arrays with the first rows of the inputs' arrays; allocates nothing.
     *
     * @throws DataException if an array is missing or too short
     */
    public void run(float[][] given, int rows, float[][] results) {
        check("input", inputs, inputWidths, given, rows);
        check("output", outputs, outputWidths, results, rows);
        for (int from = 0; from < rows; from += capacity) {
            int count = Math.min(capacity, rows - from);
            for (int i = 0; i < inputArrays.length; i++) {
                int width = inputWidths[i];
                System.arraycopy(given[i], from * width, inputArrays[i], 0, count * width);
            }
            execution.run(count, 0);
            for (int i = 0; i < outputArrays.length; i++) {
                int width = outputWidths[i];
                System.arraycopy(outputArrays[i], 0, results[i], from * width, count * width);
            }
        }
    }

    private static void check(String kind, List<String> names, int[] widths, float[][] arrays, int rows) {
        if (rows < 0 || arrays.length != widths.length) {
            throw new DataException("got " + rows + " rows in " + arrays.length + " " + kind
                    + " arrays; expected at least 0 rows in one array for each of " + names);
        }
        for (int i = 0; i < widths.length; i++) {
            if (arrays[i].length < (long) rows * widths[i]) {
                throw new DataException("the array for " + kind + " '" + names.get(i) + "' has " + arrays[i].length
                        + " numbers; expected at least " + (long) rows * widths[i] + " for " + rows + " rows of "
                        + widths[i]);
            }
        }
    }

    /** The outputs by name for inputs by name. */
    public Map<String, float[]> predict(Map<String, float[]> given) {
        float[][] arrays = new float[inputs.size()][];
        for (int i = 0; i < arrays.length; i++) {
            float[] array = given.get(inputs.get(i));
            if (array == null || given.size() != arrays.length) {
                throw new DataException("got the inputs " + given.keySet() + "; expected " + inputs);
            }
            arrays[i] = array;
        }
        int rows = rows(0, arrays[0]);
        for (int i = 1; i < arrays.length; i++) {
            if (rows(i, arrays[i]) != rows) {
                throw new DataException("input '" + inputs.get(i) + "' has " + rows(i, arrays[i]) + " rows, but '"
                        + inputs.get(0) + "' has " + rows + "; expected as many");
            }
        }
        float[][] results = new float[outputs.size()][];
        Map<String, float[]> byName = new LinkedHashMap<>();
        for (int i = 0; i < results.length; i++) {
            results[i] = new float[Math.multiplyExact(rows, outputWidths[i])];
            byName.put(outputs.get(i), results[i]);
        }
        run(arrays, rows, results);
        return byName;
    }

    /** The rows of the single output for rows of the single input; none for none. */
    public float[] predict(float[] rows) {
        Map<String, float[]> results = predict(Map.of(single(inputs, "inputs"), rows));
        single(outputs, "outputs");
        return results.values().iterator().next();
    }

    /** The rows of the single output for rows of the single input; none for none. */
    public float[][] predict(float[][] rows) {
        int width = inputWidths[0];
        float[] flat = new float[Math.multiplyExact(rows.length, width)];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != width) {
                throw new DataException("row " + i + " has " + rows[i].length + " numbers; expected " + width);
            }
            System.arraycopy(rows[i], 0, flat, i * width, width);
        }
        float[] results = predict(flat);
        float[][] split = new float[rows.length][outputWidths[0]];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(results, i * outputWidths[0], split[i], 0, outputWidths[0]);
        }
        return split;
    }

    private int rows(int input, float[] array) {
        if (array.length % inputWidths[input] != 0) {
            throw new DataException("input '" + inputs.get(input) + "' has " + array.length
                    + " numbers, which is no multiple of the " + inputWidths[input] + " of a row");
        }
        return array.length / inputWidths[input];
    }

    private static String single(List<String> names, String what) {
        if (names.size() != 1) {
            throw new DataException("the model has the " + what + " " + names + "; expected arrays by name");
        }
        return names.get(0);
    }
}
