package dev.adjoint.runtime.train;

import dev.adjoint.api.graph.Program.Output;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.graph.TensorType;
import dev.adjoint.api.op.Input;
import dev.adjoint.api.plugin.Loss.Reduction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The loss that a step lowers: L = Σ weight · loss over the outputs, plus the penalties. The loss at an output is the
 * sum of its rows' losses, or their mean.
 *
 * <p>Where several batches make one update, each computes its share, and the shares add up to the loss of one batch of
 * all their rows: a mean divides by the rows, or the weights, of all of them, and penalties count in proportion to the
 * rows.
 */
final class BatchLoss {
    private static final TensorType NUMBER = TensorType.floats(Shape.SCALAR);
    private static final TensorType ONE_A_ROW = TensorType.floats(Shape.of(Shape.ROWS));

    private final List<RowLoss> losses;
    private final List<Tensor> inputs = new ArrayList<>();
    private final List<Tensor> values = new ArrayList<>();
    private final Tensor total;

    BatchLoss(List<RowLoss> losses, List<Tensor> penalties, boolean weighted, boolean shared) {
        this.losses = losses;
        losses.forEach(loss -> inputs.add(loss.target()));
        Optional<Tensor> weights = weighted ? Optional.of(input(Programs.WEIGHTS, ONE_A_ROW)) : Optional.empty();
        Tensor rows = shared ? input(Programs.GROUP_ROWS, NUMBER) : Tensor.rows();
        Tensor count = rows;
        if (weights.isPresent()) {
            Tensor weight = shared
                    ? input(Programs.GROUP_WEIGHT, NUMBER)
                    : weights.get().sum();
            count = weight.maximum(Float.MIN_NORMAL); // where no row counts the loss is 0, not 0 / 0
        }
        Tensor sum = Tensor.constant(0);
        for (RowLoss loss : losses) {
            Tensor each = weights.map(loss.value()::mul).orElse(loss.value());
            boolean mean = loss.loss().loss().reduction() == Reduction.MEAN;
            Tensor value = mean ? each.sum().div(count) : each.sum();
            values.add(value);
            sum = sum.add(value.mul(loss.loss().weight()));
        }
        for (Tensor penalty : penalties) {
            sum = sum.add(shared ? penalty.mul(Tensor.rows().div(rows)) : penalty);
        }
        this.total = sum;
    }

    private Tensor input(String name, TensorType type) {
        Tensor input = Tensor.of(new Input(name, type));
        inputs.add(input);
        return input;
    }

    /** What is given for it: the targets, and weights and totals where they count. */
    List<Tensor> inputs() {
        return inputs;
    }

    /** The loss, and that at each output where there are several. */
    List<Output> outputs() {
        List<Output> outputs = new ArrayList<>();
        outputs.add(new Output(Programs.LOSS, total));
        for (int i = 0; i < values.size() && values.size() > 1; i++) {
            outputs.add(new Output(Programs.loss(losses.get(i).output()), values.get(i)));
        }
        return outputs;
    }

    void label(Labels labels) {
        for (int i = 0; i < values.size(); i++) {
            labels.put(losses.get(i).label(), values.get(i));
        }
        labels.put(Programs.LOSS, total);
    }
}
