package dev.adjoint.runtime.train;

import dev.adjoint.api.AdjointException;
import dev.adjoint.api.PluginException;
import dev.adjoint.api.ShapeException;
import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.graph.TensorType;
import dev.adjoint.api.op.Input;
import dev.adjoint.api.plugin.Loss;
import dev.adjoint.runtime.model.Trace;
import dev.adjoint.runtime.model.TracedOutput;
import dev.adjoint.runtime.model.WeightedLoss;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The loss of each row at one output of a network.
 *
 * @param output the name of the output
 * @param target the leaf that is given what the output should be
 * @param value the losses, [n]
 */
record RowLoss(String output, WeightedLoss loss, Tensor prediction, Tensor target, Tensor value) {
    private static final TensorType ONE_A_ROW = new TensorType(DType.FLOAT, Shape.of(Shape.ROWS));

    /** The row losses of all outputs that have one, in the order of the outputs. */
    static List<RowLoss> of(Trace trace, Map<String, WeightedLoss> losses) {
        List<RowLoss> rowLosses = new ArrayList<>();
        for (TracedOutput output : trace.outputs()) {
            WeightedLoss loss = losses.get(output.name());
            if (loss != null) {
                rowLosses.add(of(output, loss));
            }
        }
        return rowLosses;
    }

    private static RowLoss of(TracedOutput output, WeightedLoss weighted) {
        Loss loss = weighted.loss();
        String where = "loss " + loss.pluginName() + " of output '" + output.name() + "', "
                + output.value().type();
        try {
            TensorType type = loss.targetType(output.value().shape());
            Tensor target = Tensor.of(new Input(Programs.target(output.name()), type));
            Tensor value = loss.apply(output.value(), target);
            if (!value.type().equals(ONE_A_ROW)) {
                throw new PluginException(
                        where + ": it returned " + value.type() + "; expected the loss of each row, " + ONE_A_ROW);
            }
            return new RowLoss(output.name(), weighted, output.value(), target, value);
        } catch (ShapeException e) {
            throw new ShapeException(where + " does not fit: " + e.getMessage(), e);
        } catch (AdjointException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new PluginException(where + " failed while it was traced: " + e, e);
        }
    }

    /** What the target wants of the data. */
    Demand demand() {
        String who = "output '" + output + "' with the loss " + loss.loss().pluginName();
        TensorType row = target.type().withShape(target.shape().row());
        Shape outputs = prediction.shape().row();
        boolean indices =
                row.dtype() == DType.INT && outputs.rank() > 0 && row.shape().equals(outputs.remove(-1));
        return new Demand(who, Programs.target(output), row, indices ? outputs.last() : 0);
    }

    /** What labels the tensors of the loss: no layer's path. */
    String label() {
        return output + "/loss";
    }
}
