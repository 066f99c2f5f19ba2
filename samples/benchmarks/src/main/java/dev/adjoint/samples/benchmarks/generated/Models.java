package dev.adjoint.samples.benchmarks.generated;

import dev.adjoint.api.plugin.Layer;
import dev.adjoint.api.plugin.Loss;
import dev.adjoint.api.plugin.Optimizer;
import dev.adjoint.core.layer.Add;
import dev.adjoint.core.layer.Conv2d;
import dev.adjoint.core.layer.Dense;
import dev.adjoint.core.layer.Flatten;
import dev.adjoint.core.layer.GlobalAveragePool;
import dev.adjoint.core.layer.LayerNorm;
import dev.adjoint.core.layer.Lstm;
import dev.adjoint.core.layer.MaxPool2d;
import dev.adjoint.core.layer.MultiHeadAttention;
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
            case W6 -> classifier(workload.task(), new Lstm(64), new Dense(10));
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
            case W9 -> transformer(workload.task(), 4, 128);
        };
    }

    /** Layers one behind the other that give logits of classes, softmax cross-entropy and Adam. */
    public static ModelSpec classifier(Task task, Layer... layers) {
        return model(task, new SparseCategoricalCrossEntropyFromLogits(), new Adam(), layers);
    }

    /** One encoder block of a transformer, the mean over time, and a dense layer. */
    private static ModelSpec transformer(Task task, int heads, int hidden) {
        int features = task.row().get(task.row().size() - 1);
        Network network = Network.input("x", rowShape(task))
                .then("attention", new MultiHeadAttention(heads))
                .layer("sum1", new Add(), "x", "attention")
                .then("norm1", new LayerNorm())
                .then("dense1", new Dense(hidden))
                .then(new Relu())
                .then("dense2", new Dense(features))
                .layer("sum2", new Add(), "norm1", "dense2")
                .then("norm2", new LayerNorm())
                .then(new GlobalAveragePool())
                .then("dense3", new Dense(task.outputs()))
                .build();
        return model(task, network, new SparseCategoricalCrossEntropyFromLogits(), new Adam());
    }

    private static int[] rowShape(Task task) {
        return task.row().stream().mapToInt(Integer::intValue).toArray();
    }

    private static ModelSpec model(Task task, Loss loss, Optimizer optimizer, Layer... layers) {
        NetworkBuilder network = Network.input(rowShape(task));
        for (Layer layer : layers) {
            network.then(layer);
        }
        return model(task, network.build(), loss, optimizer);
    }

    private static ModelSpec model(Task task, Network network, Loss loss, Optimizer optimizer) {
        return ModelSpec.of(network, loss, optimizer).withTraining(TrainingOptions.DEFAULTS.withBatch(task.batch()));
    }
}
