package dev.adjoint.runtime.train;

import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Program.Output;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.plugin.Optimizer;
import dev.adjoint.runtime.model.Trace;
import dev.adjoint.runtime.model.TracedVariable;
import dev.adjoint.runtime.model.WeightedLoss;
import dev.adjoint.runtime.rewrite.Rewriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The programs of a network: one to train, one to evaluate, one to predict. The inputs of the network keep their
 * names; what else a program is given begins with {@code @}, which no name in a network does.
 */
public final class Programs {
    /** The number of the update, 1 for the first. */
    public static final String STEP = "@step";
    /** The learning rate of the step. */
    public static final String LEARNING_RATE = "@learning-rate";
    /** How much each row counts, [n]; only where data has weights. */
    public static final String WEIGHTS = "@weights";
    /** How many rows all batches of one update have together; only where several make one. */
    public static final String GROUP_ROWS = "@group-rows";
    /** The sum of the weights of all rows of one update; only where several batches make one, of rows with weights. */
    public static final String GROUP_WEIGHT = "@group-weight";
    /** 1 in the last batch of an update, which then takes place, and 0 before; only where several make one. */
    public static final String APPLY = "@apply";
    /** The output that holds the loss of a training step, penalties included. */
    public static final String LOSS = "loss";

    private Programs() {}

    /** The input that is given what an output should be. */
    public static String target(String output) {
        return "@target/" + output;
    }

    /** The output that holds the loss at one of several outputs; in evaluation, that of each row. */
    public static String loss(String output) {
        return LOSS + "/" + output;
    }

    /**
     * Forward pass, backward pass and update. Its outputs are {@link #LOSS} and, where there are several, the loss at
     * each output.
     *
     * @param trace a network traced for training
     * @param losses by output
     * @param weighted whether rows have weights
     */
    public static TrainingProgram training(
            Trace trace,
            Map<String, WeightedLoss> losses,
            Optimizer optimizer,
            TrainingOptions options,
            boolean weighted) {
        return new TrainingStep(trace, losses, optimizer, options, weighted).program();
    }

    /** The values of all outputs. */
    public static Program prediction(Trace trace) {
        List<Output> outputs = predictions(trace);
        Program program = new Program("predict", trace.inputs(), leaves(trace), outputs, List.of(), trace.labels());
        return Rewriter.rewrite(Rewriter.stabilise(program));
    }

    /** The values of all outputs, and the losses of each row at those that have one. */
    public static Program evaluation(Trace trace, Map<String, WeightedLoss> losses) {
        List<Tensor> inputs = new ArrayList<>(trace.inputs());
        List<Output> outputs = new ArrayList<>(predictions(trace));
        Labels labels = new Labels(trace.labels());
        for (RowLoss loss : RowLoss.of(trace, losses)) {
            inputs.add(loss.target());
            outputs.add(new Output(loss(loss.output()), loss.value()));
            labels.put(loss.label(), loss.value());
        }
        Program program = new Program("evaluate", inputs, leaves(trace), outputs, List.of(), labels.toMap());
        return Rewriter.rewrite(Rewriter.stabilise(program));
    }

    private static List<Output> predictions(Trace trace) {
        return trace.outputs().stream()
                .map(output -> new Output(output.name(), output.value()))
                .toList();
    }

    private static List<Tensor> leaves(Trace trace) {
        return trace.variables().stream().map(TracedVariable::leaf).toList();
    }
}
