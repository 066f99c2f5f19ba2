package dev.adjoint.runtime.interpreter;

import dev.adjoint.api.DataException;
import dev.adjoint.api.backend.Execution;
import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Input;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs a program op by op in single precision. */
final class InterpretedExecution implements Execution {
    private final Program program;
    private final int capacity;
    private final InterpretedVariables variables;
    private final Map<String, float[]> inputs = new LinkedHashMap<>();
    private final Map<String, float[]> outputs = new LinkedHashMap<>();

    InterpretedExecution(Program program, int capacity, InterpretedVariables variables) {
        this.program = program;
        this.capacity = capacity;
        this.variables = variables;
        for (Tensor input : program.inputs()) {
            inputs.put(name(input), new float[Call.length(input.shape(), capacity)]);
        }
        for (Program.Output output : program.outputs()) {
            outputs.put(output.name(), new float[Call.length(output.value().shape(), capacity)]);
        }
    }

    @Override
    public float[] input(String name) {
        return find("input", inputs, name);
    }

    @Override
    public float[] output(String name) {
        return find("output", outputs, name);
    }

    @Override
    public void run(int rows, long key) {
        if (rows < 1 || rows > capacity) {
            throw new DataException("program " + program.name() + " cannot run with " + rows
                    + " rows; expected 1 to its capacity of " + capacity);
        }
        Map<Tensor, double[]> leaves = new HashMap<>();
        for (Tensor input : program.inputs()) {
            leaves.put(input, doubles(input(name(input)), Call.length(input.shape(), rows)));
        }
        for (Tensor variable : program.variables()) {
            float[] array = variables.array(variable);
            leaves.put(variable, doubles(array, array.length));
        }
        List<double[]> roots =
                new Evaluator(Precision.FLOAT, rows, key, leaves, program::label).values(program.roots());
        int next = 0;
        for (Program.Output output : program.outputs()) {
            copy(roots.get(next++), output(output.name()));
        }
        for (Program.Assignment assignment : program.assignments()) {
            copy(roots.get(next++), variables.array(assignment.variable()));
        }
    }

    private float[] find(String kind, Map<String, float[]> arrays, String name) {
        float[] array = arrays.get(name);
        if (array == null) {
            throw new DataException("program " + program.name() + " has no " + kind + " " + name + "; it has "
                    + (arrays.isEmpty() ? "none" : String.join(", ", arrays.keySet())));
        }
        return array;
    }

    private static String name(Tensor input) {
        if (input.op() instanceof Input op) {
            return op.name();
        }
        throw new DataException(input + " is not an input");
    }

    private static double[] doubles(float[] array, int length) {
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            values[i] = array[i];
        }
        return values;
    }

    private static void copy(double[] values, float[] array) {
        for (int i = 0; i < values.length; i++) {
            array[i] = (float) values[i];
        }
    }
}
