package dev.adjoint.samples.peers.dl4j;

import dev.adjoint.samples.benchmarks.measure.Step;
import dev.adjoint.samples.benchmarks.workload.Problem;
import dev.adjoint.samples.benchmarks.workload.Target;
import dev.adjoint.samples.benchmarks.workload.Task;
import dev.adjoint.samples.benchmarks.workload.Workload;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** One fit of the batch. */
final class Training implements Step {
    private final MultiLayerNetwork network;
    private final INDArray inputs;
    private final INDArray targets;

    Training(MultiLayerNetwork network, Workload workload) {
        this.network = network;
        Task task = workload.task();
        Problem problem = Problem.of(task);
        long batch = task.batch();
        this.inputs = switch (workload) {
            case W5 -> Nd4j.create(problem.x(), new long[] {batch, 1, 28, 28}, 'c');
            case W6 ->
                Nd4j.create(problem.x(), new long[] {batch, 32, 16}, 'c')
                        .permute(0, 2, 1)
                        .dup('f');
            default -> Nd4j.create(problem.x(), new long[] {batch, task.rowSize()}, 'c');
        };
        float[] wanted = task.target() == Target.CLASS ? problem.oneHot() : problem.targets();
        this.targets = Nd4j.create(wanted, new long[] {batch, task.outputs()}, 'c');
    }

    @Override
    public void run() {
        network.fit(inputs, targets);
    }

    @Override
    public float[] result() {
        return new float[] {(float) network.score()};
    }
}
