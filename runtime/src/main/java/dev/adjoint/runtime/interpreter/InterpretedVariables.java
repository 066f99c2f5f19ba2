package dev.adjoint.runtime.interpreter;

import dev.adjoint.api.DataException;
import dev.adjoint.api.backend.Variables;
import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Variable;
import java.util.LinkedHashMap;
import java.util.Map;

/** The values of a program's variables, by path. */
final class InterpretedVariables implements Variables {
    private final Program program;
    private final Map<String, float[]> values = new LinkedHashMap<>();

    InterpretedVariables(Program program) {
        this.program = program;
        for (Tensor variable : program.variables()) {
            values.put(path(variable), new float[Call.length(variable.shape(), 1)]);
        }
    }

    boolean belongTo(Program other) {
        return program.variables().equals(other.variables());
    }

    /** The array that holds a variable's values. */
    float[] array(Tensor variable) {
        return array(path(variable));
    }

    @Override
    public void write(String path, float[] written) {
        float[] array = array(path);
        if (written.length != array.length) {
            throw new DataException("variable " + path + " of program " + program.name() + " holds " + array.length
                    + " numbers, but was given " + written.length);
        }
        System.arraycopy(written, 0, array, 0, array.length);
    }

    @Override
    public float[] read(String path) {
        return array(path).clone();
    }

    private float[] array(String path) {
        float[] array = values.get(path);
        if (array == null) {
            throw new DataException("program " + program.name() + " has no variable " + path + "; it has "
                    + String.join(", ", values.keySet()));
        }
        return array;
    }

    private static String path(Tensor variable) {
        if (variable.op() instanceof Variable op) {
            return op.path();
        }
        throw new DataException(variable + " is not a variable; expected a parameter or a state");
    }
}
