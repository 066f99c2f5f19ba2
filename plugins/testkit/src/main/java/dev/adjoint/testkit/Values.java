package dev.adjoint.testkit;

import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.graph.TensorType;
import dev.adjoint.api.op.Input;
import dev.adjoint.api.op.Parameter;
import dev.adjoint.api.plugin.Layer;
import dev.adjoint.api.plugin.Loss;
import dev.adjoint.api.plugin.Optimizer;
import dev.adjoint.api.plugin.Regularizer;
import dev.adjoint.runtime.interpreter.Evaluator;
import dev.adjoint.runtime.interpreter.Precision;
import dev.adjoint.runtime.model.Network;
import dev.adjoint.runtime.model.Trace;
import dev.adjoint.runtime.model.TracedVariable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** What plugins compute, in double precision: for tests that compare with values known from elsewhere. */
public final class Values {
    private Values() {}

    /**
     * A layer's output in prediction, with all parameters equal to 1.
     *
     * @param row the shape of a row
     * @param input any number of rows, in row-major order
     */
    public static double[] layer(Layer layer, Shape row, double... input) {
        Trace trace = Network.builder()
                .input("input", DType.FLOAT, row)
                .then("layer", layer)
                .build()
                .trace(false);
        Map<Tensor, double[]> leaves = new HashMap<>();
        leaves.put(trace.inputs().get(0), input);
        for (TracedVariable variable : trace.variables()) {
            double[] ones = new double[Math.toIntExact(variable.shape().elements())];
            Arrays.fill(ones, 1);
            leaves.put(variable.leaf(), ones);
        }
        return evaluate(rows(row, input), leaves, trace.outputs().get(0).value());
    }

    /**
     * The loss of each row.
     *
     * @param row the shape of a row of the prediction
     */
    public static double[] loss(Loss loss, Shape row, double[] predictions, double[] targets) {
        Tensor prediction = Tensor.of(new Input("prediction", TensorType.floats(row.batched())));
        Tensor target = Tensor.of(new Input("target", loss.targetType(row.batched())));
        return evaluate(
                rows(row, predictions),
                Map.of(prediction, predictions, target, targets),
                loss.apply(prediction, target));
    }

    /** The penalty on a parameter. */
    public static double penalty(Regularizer regularizer, Shape shape, double... values) {
        Tensor parameter = Tensor.of(new Parameter("parameter", shape));
        return evaluate(1, Map.of(parameter, values), regularizer.penalty(parameter))[0];
    }

    /** Where one weight stands after each step from a start, for a gradient in each step. */
    public static double[] path(Optimizer optimizer, double start, double... gradients) {
        StatedUpdate update = new StatedUpdate(optimizer, Shape.SCALAR);
        double[] path = new double[gradients.length];
        update.descend(
                Precision.DOUBLE,
                new double[] {start},
                gradients.length,
                optimizer.learningRate(),
                (place, step) -> new double[] {gradients[step - 1]},
                (place, step) -> path[step - 1] = place[0]);
        return path;
    }

    private static int rows(Shape row, double[] values) {
        return Math.toIntExact(values.length / row.elements());
    }

    private static double[] evaluate(int rows, Map<Tensor, double[]> leaves, Tensor tensor) {
        return new Evaluator(Precision.DOUBLE, rows, Seed.VALUE, leaves).value(tensor);
    }
}
