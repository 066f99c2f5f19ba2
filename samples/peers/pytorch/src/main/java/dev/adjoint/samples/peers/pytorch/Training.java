package dev.adjoint.samples.peers.pytorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import dev.adjoint.samples.benchmarks.measure.Step;
import dev.adjoint.samples.benchmarks.workload.Problem;
import dev.adjoint.samples.benchmarks.workload.Target;
import dev.adjoint.samples.benchmarks.workload.Workload;

/** Forward pass and loss under a collector of gradients, backward pass, update. */
final class Training implements Step {
    private final Trainer trainer;
    private final NDList data;
    private final NDList labels;
    private boolean first = true;
    private float loss;

    Training(Trainer trainer, Shape shape, Workload workload) {
        this.trainer = trainer;
        Problem problem = Problem.of(workload.task());
        NDManager manager = trainer.getManager();
        this.data = new NDList(manager.create(problem.x(), shape));
        Shape labelShape = workload.task().target() == Target.CLASS
                ? new Shape(workload.task().batch())
                : new Shape(workload.task().batch(), 1);
        this.labels = new NDList(manager.create(problem.targets(), labelShape));
    }

    /** The first step makes the slots of the optimizer, which have to outlive it; each other one frees all it made. */
    @Override
    public void run() {
        if (first) {
            step();
            first = false;
            return;
        }
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            step();
        }
    }

    private void step() {
        try (GradientCollector collector = trainer.newGradientCollector()) {
            NDList predictions = trainer.forward(data);
            NDArray value = trainer.getLoss().evaluate(labels, predictions);
            collector.backward(value);
            loss = value.getFloat();
        }
        trainer.step();
    }

    @Override
    public float[] result() {
        return new float[] {loss};
    }
}
