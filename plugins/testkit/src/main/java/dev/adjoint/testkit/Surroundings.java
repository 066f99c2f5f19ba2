package dev.adjoint.testkit;

import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.plugin.Loss;
import dev.adjoint.api.plugin.Optimizer;
import dev.adjoint.api.plugin.UpdateScope;
import dev.adjoint.runtime.model.ModelSpec;
import dev.adjoint.runtime.model.Network;
import dev.adjoint.runtime.model.WeightedLoss;
import dev.adjoint.runtime.train.Programs;
import dev.adjoint.runtime.train.TrainingOptions;
import java.util.Map;
import java.util.stream.IntStream;

/** The least that makes a model of a layer or a loss: an optimizer that does nothing, and the like. */
final class Surroundings {
    static final String INPUT = "input";
    static final String OUTPUT = "output";

    private Surroundings() {}

    /** w ← w. */
    private record Still() implements Optimizer {
        @Override
        public double learningRate() {
            return 0;
        }

        @Override
        public Tensor update(UpdateScope scope, Tensor parameter, Tensor gradient) {
            return parameter;
        }
    }

    /** A model of a network with one output. */
    static ModelSpec model(Network network) {
        Loss squares = (prediction, target) -> {
            int[] axes = IntStream.range(1, prediction.shape().rank()).toArray();
            Tensor each = prediction.sub(target).square();
            return axes.length == 0 ? each : each.sum(axes);
        };
        return ModelSpec.of(network, squares, new Still());
    }

    /** A training step for rows of a prediction, with weights, that outputs the loss. */
    static Program weightedStep(Loss loss, Shape row) {
        Network network = Network.builder()
                .input(INPUT, DType.FLOAT, row)
                .then(OUTPUT, (scope, x) -> x)
                .build();
        return Programs.training(
                        network.trace(true),
                        Map.of(OUTPUT, new WeightedLoss(loss)),
                        new Still(),
                        TrainingOptions.DEFAULTS,
                        true)
                .program();
    }
}
