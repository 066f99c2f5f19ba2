package dev.adjoint.runtime.train;

import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Program.Assignment;
import dev.adjoint.api.graph.Program.Output;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.graph.TensorType;
import dev.adjoint.api.op.Input;
import dev.adjoint.api.op.State;
import dev.adjoint.api.plugin.Optimizer;
import dev.adjoint.runtime.autodiff.GradientResult;
import dev.adjoint.runtime.autodiff.Gradients;
import dev.adjoint.runtime.model.Trace;
import dev.adjoint.runtime.model.TracedVariable;
import dev.adjoint.runtime.model.WeightedLoss;
import dev.adjoint.runtime.rewrite.Rewriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Puts the program of a training step together: g = dL / dw for the loss L, clipped; w ← update(w, g).
 *
 * <p>Where k batches make one update, each run adds its share of g to a sum, and the last one updates from the sum and
 * clears it.
 */
final class TrainingStep {
    private final Trace trace;
    private final Optimizer optimizer;
    private final TrainingOptions options;
    private final List<Tensor> inputs;
    private final List<TracedVariable> variables;
    private final List<Assignment> assignments = new ArrayList<>();
    private final Labels labels;
    private final BatchLoss loss;

    TrainingStep(
            Trace trace,
            Map<String, WeightedLoss> losses,
            Optimizer optimizer,
            TrainingOptions options,
            boolean weighted) {
        this.trace = trace;
        this.optimizer = optimizer;
        this.options = options;
        this.inputs = new ArrayList<>(trace.inputs());
        this.variables = new ArrayList<>(trace.variables());
        this.labels = new Labels(trace.labels());
        this.loss = new BatchLoss(RowLoss.of(trace, losses), trace.penalties(), weighted, options.accumulate() > 1);
    }

    TrainingProgram program() {
        inputs.addAll(loss.inputs());
        loss.label(labels);
        Program forward = Rewriter.stabilise(
                new Program("train", inputs, leaves(variables), loss.outputs(), trace.assignments(), labels.toMap()));
        List<TracedVariable> trained =
                trace.variables().stream().filter(TracedVariable::trained).toList();
        GradientResult backward = Gradients.of(forward.outputs().get(0).value(), leaves(trained));
        labels.putAll(forward.labels());
        labels.inherit(backward.origins());

        Tensor step = input(Programs.STEP);
        Tensor learningRate = input(Programs.LEARNING_RATE);
        List<Tensor> gradients = backward.gradients();
        if (options.accumulate() > 1) {
            Tensor apply = input(Programs.APPLY).greater(0.5);
            List<Tensor> sums = sums(trained, gradients, apply);
            update(trained, clipped(sums), step, learningRate).forEach(update -> {
                Tensor old = update.variable();
                assignments.add(new Assignment(old, apply.where(update.value(), old)));
            });
        } else {
            assignments.addAll(update(trained, clipped(gradients), step, learningRate));
        }
        return new TrainingProgram(complete(forward, backward), variables);
    }

    /** The gradients added to those of the batches before; the sums start again after an update. */
    private List<Tensor> sums(List<TracedVariable> trained, List<Tensor> gradients, Tensor apply) {
        List<Tensor> sums = new ArrayList<>();
        for (int i = 0; i < trained.size(); i++) {
            TracedVariable parameter = trained.get(i);
            Tensor before = Tensor.of(new State(parameter.path() + ":@gradient", parameter.shape()));
            Tensor sum = before.add(gradients.get(i));
            variables.add(new TracedVariable(before, new Filled(0)));
            assignments.add(new Assignment(before, apply.where(Tensor.constant(0), sum)));
            labels.put(parameter.path(), sum);
            sums.add(sum);
        }
        return sums;
    }

    /** g min(1, c / |g|) for the norm |g| over all gradients together. */
    private List<Tensor> clipped(List<Tensor> gradients) {
        if (options.clipNorm() == 0 || gradients.isEmpty()) {
            return gradients;
        }
        Tensor squares = Tensor.constant(0);
        for (Tensor gradient : gradients) {
            squares = squares.add(gradient.square().sum());
        }
        Tensor limit = Tensor.constant(options.clipNorm());
        Tensor factor = limit.div(squares.sqrt().maximum(limit));
        return gradients.stream().map(gradient -> gradient.mul(factor)).toList();
    }

    private List<Assignment> update(
            List<TracedVariable> trained, List<Tensor> gradients, Tensor step, Tensor learningRate) {
        List<Assignment> updates = new ArrayList<>();
        for (int i = 0; i < trained.size(); i++) {
            TracedVariable parameter = trained.get(i);
            SlotScope scope = new SlotScope(parameter, step, learningRate);
            for (Assignment update : scope.update(optimizer, gradients.get(i))) {
                labels.put(parameter.path(), update.value());
                updates.add(update);
            }
            variables.addAll(scope.slots());
        }
        return updates;
    }

    private Program complete(Program forward, GradientResult backward) {
        List<Output> outputs = new ArrayList<>();
        for (Output output : forward.outputs()) {
            outputs.add(new Output(output.name(), primal(backward, output.value())));
        }
        for (Assignment state : forward.assignments()) {
            assignments.add(new Assignment(state.variable(), primal(backward, state.value())));
        }
        return Rewriter.rewrite(new Program("train", inputs, leaves(variables), outputs, assignments, labels.toMap()));
    }

    private static Tensor primal(GradientResult backward, Tensor tensor) {
        return backward.primal(List.of(tensor)).get(0);
    }

    private Tensor input(String name) {
        Tensor input = Tensor.of(new Input(name, TensorType.floats(Shape.SCALAR)));
        inputs.add(input);
        return input;
    }

    private static List<Tensor> leaves(List<TracedVariable> variables) {
        return variables.stream().map(TracedVariable::leaf).toList();
    }
}
