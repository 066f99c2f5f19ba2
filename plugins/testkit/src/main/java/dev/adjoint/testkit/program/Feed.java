package dev.adjoint.testkit.program;

import dev.adjoint.api.backend.Executable;
import dev.adjoint.api.backend.Execution;
import dev.adjoint.api.backend.Variables;
import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Input;
import dev.adjoint.api.op.Variable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Values to run a program on: those of its inputs for some number of rows, and those of its variables. */
public record Feed(Program program, int rows, Map<Tensor, float[]> values) {
    /** The values as the interpreter's evaluator takes them. */
    public Map<Tensor, double[]> doubles() {
        Map<Tensor, double[]> doubles = new LinkedHashMap<>();
        values.forEach((leaf, array) -> {
            double[] copy = new double[array.length];
            for (int i = 0; i < copy.length; i++) {
                copy[i] = array[i];
            }
            doubles.put(leaf, copy);
        });
        return doubles;
    }

    /** What one run on these values leaves behind, in an execution of its own. */
    public Outcome run(Executable executable, long key) {
        Variables variables = executable.allocate();
        Execution execution = executable.open(variables);
        return run(execution, variables, key);
    }

    /** What one run on these values leaves behind, whatever ran before. */
    public Outcome run(Execution execution, Variables variables, long key) {
        values.forEach((leaf, array) -> {
            if (leaf.op() instanceof Input input) {
                System.arraycopy(array, 0, execution.input(input.name()), 0, array.length);
            } else if (leaf.op() instanceof Variable variable) {
                variables.write(variable.path(), array);
            }
        });
        execution.run(rows, key);
        Map<String, float[]> outputs = new LinkedHashMap<>();
        for (Program.Output output : program.outputs()) {
            int length = (int) output.value().shape().elements(rows);
            outputs.put(output.name(), Arrays.copyOf(execution.output(output.name()), length));
        }
        Map<String, float[]> after = new LinkedHashMap<>();
        for (Tensor leaf : program.variables()) {
            if (leaf.op() instanceof Variable variable) {
                after.put(variable.path(), variables.read(variable.path()));
            }
        }
        return new Outcome(outputs, after);
    }
}
