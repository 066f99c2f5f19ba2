package dev.adjoint.runtime.train;

import dev.adjoint.api.DivergenceException;
import dev.adjoint.api.graph.Graph;
import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Program.Assignment;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Input;
import dev.adjoint.api.op.Variable;
import dev.adjoint.runtime.interpreter.Evaluator;
import dev.adjoint.runtime.interpreter.Precision;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds where the first number that is not finite came from. Training itself keeps nothing for this: the run is
 * repeated from its last snapshot, which gives the same bits, up to the batch before which all variables were finite
 * for the last time; that batch is then computed op by op.
 */
final class Divergence {
    private final Stepper stepper;
    private final Program program;

    Divergence(Stepper stepper) {
        this.stepper = stepper;
        this.program = stepper.executable().program();
    }

    /**
     * What to throw when a batch had a loss, or left variables, that are not finite.
     *
     * @param snapshot variables that were finite
     * @param failed the number of the batch
     */
    DivergenceException explain(Trainer.Trained snapshot, long failed) {
        Parameters before = snapshot.parameters();
        before.write(stepper.variables());
        for (long number = snapshot.number(); ; number++) {
            stepper.run(number);
            Parameters after = Parameters.read(stepper.variables(), before.paths());
            if (number == failed || !after.notFinite().isEmpty()) {
                return explain(before, number);
            }
            before = after;
        }
    }

    private DivergenceException explain(Parameters before, long number) {
        stepper.prepare(number);
        Evaluator evaluator = new Evaluator(
                Precision.FLOAT, stepper.rows(number), stepper.key(number), leaves(before, stepper.rows(number)));
        Tensor loss = program.outputs().get(0).value();
        boolean lossFailed = !isFinite(evaluator.value(loss));
        List<Tensor> roots = lossFailed
                ? List.of(loss)
                : program.assignments().stream().map(Assignment::value).toList();
        int perEpoch = stepper.batches().perEpoch();
        String when = "in step " + (stepper.steps(number) + 1) + " (epoch " + (number / perEpoch + 1) + ", batch "
                + (stepper.inEpoch(number) + 1) + " of " + perEpoch + ")";
        String what = lossFailed
                ? "the loss became " + evaluator.value(loss)[0] + " " + when
                : "parameters became NaN or infinite " + when + ", although the loss was "
                        + evaluator.value(loss)[0];
        return new DivergenceException(what + ": " + origin(roots, loss, evaluator)
                + "; try a smaller learning rate (it was " + stepper.learningRate(number)
                + "), clip-norm, or inputs of smaller size");
    }

    private Map<Tensor, double[]> leaves(Parameters parameters, int rows) {
        Map<Tensor, double[]> leaves = new HashMap<>();
        for (Tensor input : program.inputs()) {
            float[] array = stepper.execution().input(((Input) input.op()).name());
            leaves.put(input, doubles(array, (int) input.shape().elements(rows)));
        }
        for (Tensor variable : program.variables()) {
            float[] array = parameters.get(((Variable) variable.op()).path());
            leaves.put(variable, doubles(array, array.length));
        }
        return leaves;
    }

    private String origin(List<Tensor> roots, Tensor loss, Evaluator evaluator) {
        Set<Tensor> forward = new HashSet<>(Graph.topological(List.of(loss)));
        Set<Tensor> sources = sources(roots, evaluator);
        for (Tensor tensor : Graph.topological(roots)) {
            if (sources.contains(tensor)) {
                double value = Arrays.stream(evaluator.value(tensor))
                        .filter(each -> !Double.isFinite(each))
                        .findFirst()
                        .orElse(Double.NaN);
                String label =
                        program.label(tensor).map(path -> "'" + path + "'").orElse("no layer");
                return (forward.contains(tensor) ? "it began in " : "it began in the gradient or the update of ")
                        + label + ", where " + tensor + " gave " + value + " for finite inputs";
            }
        }
        return "the same step computed op by op is finite, so the backend computes something else";
    }

    /** The tensors that are not finite although all that they are made of is, and that lead to a root. */
    private static Set<Tensor> sources(List<Tensor> roots, Evaluator evaluator) {
        Set<Tensor> sources = new HashSet<>();
        Set<Tensor> seen = new HashSet<>();
        Deque<Tensor> pending = new ArrayDeque<>(roots);
        while (!pending.isEmpty()) {
            Tensor tensor = pending.pop();
            if (seen.add(tensor) && !isFinite(evaluator.value(tensor))) {
                List<Tensor> guilty = tensor.inputs().stream()
                        .filter(input -> !isFinite(evaluator.value(input)))
                        .toList();
                pending.addAll(guilty);
                if (guilty.isEmpty()) {
                    sources.add(tensor);
                }
            }
        }
        return sources;
    }

    private static boolean isFinite(double[] values) {
        return Arrays.stream(values).allMatch(Double::isFinite);
    }

    private static double[] doubles(float[] array, int length) {
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            values[i] = array[i];
        }
        return values;
    }
}
