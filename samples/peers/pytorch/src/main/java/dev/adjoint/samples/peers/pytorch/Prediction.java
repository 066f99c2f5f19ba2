package dev.adjoint.samples.peers.pytorch;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import ai.djl.training.Trainer;
import dev.adjoint.samples.benchmarks.measure.Step;
import dev.adjoint.samples.benchmarks.workload.Problem;
import dev.adjoint.samples.benchmarks.workload.Task;

/** One sample copied into a tensor, and its logits copied out. */
final class Prediction implements Step {
    private final Block block;
    /** Kept, for its memory goes when it does. */
    private final Trainer trainer;

    private final ParameterStore store;
    private final Shape shape;
    private final float[] sample;
    private float[] predicted = {};

    Prediction(Block block, Trainer trainer, Shape shape, Task task) {
        this.block = block;
        this.trainer = trainer;
        this.store = new ParameterStore(trainer.getManager(), false);
        this.shape = shape;
        this.sample = Problem.of(task).x();
    }

    @Override
    public void run() {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDList input = new NDList(trainer.getManager().create(sample, shape));
            predicted = block.forward(store, input, false).singletonOrThrow().toFloatArray();
        }
    }

    @Override
    public float[] result() {
        return predicted.clone();
    }
}
