package dev.adjoint.codegen;

import dev.adjoint.api.ConfigurationException;
import dev.adjoint.api.DataException;
import dev.adjoint.api.backend.Execution;
import dev.adjoint.codegen.emit.GeneratedSource;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeSet;

/** One instance of a generated class with its arrays. */
final class CompiledExecution implements Execution {
    private final GeneratedProgram program;
    private final int capacity;
    private final Map<String, float[]> inputs;
    private final Map<String, float[]> outputs;

    CompiledExecution(
            GeneratedProgram program, int capacity, Map<String, float[]> inputs, Map<String, float[]> outputs) {
        this.program = program;
        this.capacity = capacity;
        this.inputs = inputs;
        this.outputs = outputs;
    }

    @Override
    public float[] input(String name) {
        return named("input", inputs, name);
    }

    @Override
    public float[] output(String name) {
        return named("output", outputs, name);
    }

    Map<String, float[]> inputs() {
        return inputs;
    }

    Map<String, float[]> outputs() {
        return outputs;
    }

    private static float[] named(String what, Map<String, float[]> arrays, String name) {
        float[] array = arrays.get(name);
        if (array == null) {
            throw new ConfigurationException(
                    "the program has no " + what + " \"" + name + "\"; it has " + new TreeSet<>(arrays.keySet()));
        }
        return array;
    }

    @Override
    public void run(int rows, long key) {
        if (rows < 1 || rows > capacity) {
            throw new DataException("cannot run " + rows + " rows; the program was compiled for 1 to " + capacity);
        }
        try {
            program.run(rows, key);
        } catch (DataException e) {
            throw new DataException("kernel " + kernel(e) + ": " + e.getMessage(), e);
        }
    }

    /** The generated method that failed; it is named after its layer. */
    private String kernel(DataException e) {
        return Arrays.stream(e.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith(GeneratedSource.PACKAGE + "."))
                .findFirst()
                .map(frame -> frame.getMethodName().replace("$", ""))
                .orElse("run");
    }
}
