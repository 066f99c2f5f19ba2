package dev.adjoint.core.network;

import dev.adjoint.api.backend.Executable;
import dev.adjoint.api.backend.Execution;
import dev.adjoint.api.backend.Variables;
import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.math.CounterRandom;
import dev.adjoint.api.op.Input;
import dev.adjoint.api.plugin.Optimizer;
import dev.adjoint.runtime.model.Network;
import dev.adjoint.runtime.model.TracedVariable;
import dev.adjoint.runtime.model.WeightedLoss;
import dev.adjoint.runtime.train.Programs;
import dev.adjoint.runtime.train.TrainingProgram;
import dev.adjoint.testkit.program.Feed;
import dev.adjoint.testkit.program.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * A network made by {@link RandomNetworks}, with all that it takes to train it.
 *
 * @param rowsOfSteps the rows of each training step, the most in the first one
 */
record RandomNetwork(
        long seed,
        Network network,
        Optimizer optimizer,
        Map<String, WeightedLoss> losses,
        TrainingProgram training,
        Program evaluation,
        List<Integer> rowsOfSteps) {
    int capacity() {
        return rowsOfSteps.get(0);
    }

    /** What each step leaves behind, from the first values of the variables on. */
    List<Outcome> train(Executable executable) {
        Variables variables = executable.allocate();
        initialise(variables, training.variables());
        Execution execution = executable.open(variables);
        List<Outcome> outcomes = new ArrayList<>();
        for (int rows : rowsOfSteps) {
            int step = outcomes.size() + 1;
            outcomes.add(
                    feed(training.program(), rows, step).run(execution, variables, CounterRandom.stepKey(seed, step)));
        }
        return outcomes;
    }

    /** What the evaluation of as many rows as each step has leaves behind. */
    List<Outcome> evaluate(Executable executable) {
        Variables variables = executable.allocate();
        initialise(variables, network.trace(false).variables());
        Execution execution = executable.open(variables);
        return rowsOfSteps.stream()
                .map(rows -> feed(evaluation, rows, 1).run(execution, variables, 0))
                .toList();
    }

    private void initialise(Variables variables, List<TracedVariable> traced) {
        SplittableRandom random = new SplittableRandom(seed);
        for (TracedVariable variable : traced) {
            float[] values = new float[(int) variable.shape().elements()];
            variable.initializer().initialize(values, variable.shape(), random);
            variables.write(variable.path(), values);
        }
    }

    private Feed feed(Program program, int rows, int step) {
        Random random = new Random(CounterRandom.stepKey(seed, step));
        Map<Tensor, float[]> values = new LinkedHashMap<>();
        for (Tensor input : program.inputs()) {
            float[] array = new float[(int) input.shape().elements(rows)];
            String name = ((Input) input.op()).name();
            if (array.length > 0) {
                fill(name, input, array, step, random);
            }
            values.put(input, array);
        }
        return new Feed(program, rows, values);
    }

    private void fill(String name, Tensor input, float[] array, int step, Random random) {
        switch (name) {
            case Programs.STEP -> Arrays.fill(array, step);
            case Programs.LEARNING_RATE -> Arrays.fill(array, (float) optimizer.learningRate());
            case Programs.GROUP_ROWS -> Arrays.fill(array, 2 * capacity());
            case Programs.GROUP_WEIGHT -> Arrays.fill(array, capacity());
            case Programs.APPLY -> Arrays.fill(array, (step + 1) % 2);
            default -> {
                boolean isTarget = name.startsWith(Programs.target(""));
                int classes = input.dtype() == DType.INT ? classes(name) : 0;
                for (int i = 0; i < array.length; i++) {
                    array[i] = classes > 0
                            ? random.nextInt(classes)
                            : isTarget || name.equals(Programs.WEIGHTS)
                                    ? random.nextFloat()
                                    : (float) random.nextGaussian();
                }
            }
        }
    }

    /** The number of classes at the output that has a target of class indices. */
    private int classes(String target) {
        return network.trace(false).outputs().stream()
                .filter(output -> Programs.target(output.name()).equals(target))
                .mapToInt(output -> output.value().shape().last())
                .findFirst()
                .orElseThrow();
    }

    /** The line that makes this network again, and what it is. */
    @Override
    public String toString() {
        StringBuilder text =
                new StringBuilder("RandomNetworks.of(" + seed + "L), rows " + rowsOfSteps + ", " + optimizer);
        network.inputs().forEach(input -> text.append("\n  ").append(input));
        network.layers().forEach(layer -> text.append("\n  ").append(layer));
        losses.forEach((output, loss) ->
                text.append("\n  ").append(loss).append(" at ").append(output));
        return text.toString();
    }
}
