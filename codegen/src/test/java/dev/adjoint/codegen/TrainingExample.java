package dev.adjoint.codegen;

import dev.adjoint.api.backend.CompileOptions;
import dev.adjoint.api.backend.Executable;
import dev.adjoint.api.backend.Execution;
import dev.adjoint.api.backend.Variables;
import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.math.CounterRandom;
import dev.adjoint.api.op.Parameter;
import dev.adjoint.runtime.interpreter.InterpreterBackend;
import dev.adjoint.testkit.program.Feed;
import dev.adjoint.testkit.program.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The program of a training step, with data to train on.
 *
 * @param bounds what the whole numbers of some inputs are below
 */
public record TrainingExample(Program program, Map<Tensor, Integer> bounds) {
    /** Sets the parameters to small random numbers. */
    void initialise(Variables variables) {
        Random random = new Random(1);
        for (Tensor leaf : program.variables()) {
            if (leaf.op() instanceof Parameter parameter) {
                float[] values = new float[(int) leaf.shape().elements()];
                float range = 2 / (float) Math.sqrt(leaf.shape().size(0));
                for (int i = 0; i < values.length; i++) {
                    values[i] = (random.nextFloat() - 0.5f) * range;
                }
                variables.write(parameter.path(), values);
            }
        }
    }

    /** The inputs of a step, 1 for the first; the variables are left as they are. */
    Feed batch(int rows, int step) {
        Random random = new Random(step);
        Map<Tensor, float[]> values = new LinkedHashMap<>();
        for (Tensor input : program.inputs()) {
            float[] array = new float[(int) input.shape().elements(rows)];
            for (int i = 0; i < array.length; i++) {
                array[i] = input.dtype() == DType.INT
                        ? random.nextInt(bounds.getOrDefault(input, 1))
                        : input.shape().rank() == 0 ? step : (float) random.nextGaussian();
            }
            values.put(input, array);
        }
        return new Feed(program, rows, values);
    }

    /** What each of a few steps of the interpreter leaves behind. */
    List<Outcome> interpret(int capacity, List<Integer> rowsOfSteps) {
        return train(new InterpreterBackend().compile(program, CompileOptions.forRows(capacity)), rowsOfSteps);
    }

    /** What each of a few steps leaves behind, from the first parameters on. */
    List<Outcome> train(Executable executable, List<Integer> rowsOfSteps) {
        Variables variables = executable.allocate();
        initialise(variables);
        Execution execution = executable.open(variables);
        List<Outcome> outcomes = new ArrayList<>();
        for (int rows : rowsOfSteps) {
            int step = outcomes.size() + 1;
            outcomes.add(batch(rows, step).run(execution, variables, CounterRandom.stepKey(7, step)));
        }
        return outcomes;
    }
}
