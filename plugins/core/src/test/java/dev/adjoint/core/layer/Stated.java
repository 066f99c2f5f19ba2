package dev.adjoint.core.layer;

import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.plugin.Layer;
import dev.adjoint.runtime.interpreter.Evaluator;
import dev.adjoint.runtime.interpreter.Precision;
import dev.adjoint.runtime.model.Network;
import dev.adjoint.runtime.model.Trace;
import dev.adjoint.runtime.model.TracedVariable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What one layer computes in double precision, from random numbers: for tests that compare with plain loops.
 *
 * @param parameters the parameters' values by name
 */
record Stated(double[] input, Map<String, double[]> parameters, Shape shape, double[] output) {
    /** Draws an input and parameters, and computes the output in prediction. */
    static Stated by(Layer layer, int rows, int... row) {
        Trace trace = Network.builder()
                .input("input", DType.FLOAT, Shape.of(row))
                .then("layer", layer)
                .build()
                .trace(false);
        SplittableRandom random = new SplittableRandom(1);
        double[] input = random.doubles(Shape.of(row).elements() * rows, -1, 1).toArray();
        Map<Tensor, double[]> leaves = new HashMap<>();
        leaves.put(trace.inputs().get(0), input);
        Map<String, double[]> parameters = new LinkedHashMap<>();
        for (TracedVariable variable : trace.variables()) {
            double[] values = random.doubles(variable.shape().elements(), -1, 1).toArray();
            leaves.put(variable.leaf(), values);
            parameters.put(variable.path().substring("layer/".length()), values);
        }
        Tensor value = trace.outputs().get(0).value();
        double[] output = new Evaluator(Precision.DOUBLE, rows, 1, leaves).value(value);
        return new Stated(input, parameters, value.shape(), output);
    }

    /** A parameter's values. */
    double[] of(String name) {
        double[] values = parameters.get(name);
        if (values == null) {
            throw new AssertionError("there is no parameter " + name + ", but " + parameters.keySet());
        }
        return values;
    }
}
