package dev.adjoint.samples.benchmarks.generated;

import dev.adjoint.api.plugin.Layer;
import dev.adjoint.api.plugin.Loss;
import dev.adjoint.api.plugin.Optimizer;
import dev.adjoint.core.layer.Conv2d;
import dev.adjoint.core.layer.Dense;
import dev.adjoint.core.layer.Flatten;
import dev.adjoint.core.layer.MaxPool2d;
import dev.adjoint.core.layer.Relu;
import dev.adjoint.core.layer.Sigmoid;
import dev.adjoint.core.layer.Tanh;
import dev.adjoint.core.loss.BinaryCrossEntropyFromLogits;
import dev.adjoint.core.loss.MeanSquaredError;
import dev.adjoint.core.loss.SparseCategoricalCrossEntropyFromLogits;
import dev.adjoint.core.optimizer.Adam;
import dev.adjoint.core.optimizer.Sgd;
import dev.adjoint.runtime.model.ModelSpec;
import dev.adjoint.runtime.model.Network;
import dev.adjoint.runtime.model.NetworkBuilder;
import dev.adjoint.runtime.train.TrainingOptions;
import dev.adjoint.samples.benchmarks.workload.Task;
import dev.adjoint.samples.benchmarks.workload.Workload;

/** The workloads, as a user would state them. */
public final class Models {
    private Models() {}

    public static ModelSpec of(Workload workload) {
        return switch (workload) {
            case W1, P1 ->
                model(
                        workload.task(),
                        new SparseCategoricalCrossEntropyFromLogits(),
                        new Sgd(0.01),
                        new Dense(16),
                        new Tanh(),
                        new Dense(3));
            case W2 ->
                model(
                        workload.task(),
                        new MeanSquaredError(),
                        new Sgd(0.01),
                        new Dense(8),
                        new Sigmoid(),
                        new Dense(1),
                        new Sigmoid());
            case W3, P3 -> classifier(workload.task(), new Dense(128), new Relu(), new Dense(10));
            case W4 ->
                classifier(workload.task(), new Dense(1024), new Relu(), new Dense(1024), new Relu(), new Dense(10));
            case W5 ->
                classifier(
                        workload.task(),
                        new Conv2d(16, 3),
                        new Relu(),
                        new MaxPool2d(2),
                        new Conv2d(32, 3),
                        new Relu(),
                        new MaxPool2d(2),
                        new Flatten(),
                        new Dense(128),
                        new Relu(),
                        new Dense(10));
            case W7 ->
                model(
                        workload.task(),
                        new BinaryCrossEntropyFromLogits(),
                        new Adam(),
                        new Dense(64),
                        new Relu(),
                        new Dense(64),
                        new Relu(),
                        new Dense(1));
        };
    }

    /** Layers one behind the other that give logits of classes, softmax cross-entropy and Adam. */
    public static ModelSpec classifier(Task task, Layer... layers) {
        return model(task, new SparseCategoricalCrossEntropyFromLogits(), new Adam(), layers);
    }

    private static ModelSpec model(Task task, Loss loss, Optimizer optimizer, Layer... layers) {
        NetworkBuilder network =
                Network.input(task.row().stream().mapToInt(Integer::intValue).toArray());
        for (Layer layer : layers) {
            network.then(layer);
        }
        return model(task, network.build(), loss, optimizer);
    }

    private static ModelSpec model(Task task, Network network, Loss loss, Optimizer optimizer) {
        return ModelSpec.of(network, loss, optimizer).withTraining(TrainingOptions.DEFAULTS.withBatch(task.batch()));
    }
}
