package dev.adjoint.samples.peers.dl4j;

import dev.adjoint.samples.benchmarks.measure.Step;
import dev.adjoint.samples.benchmarks.workload.Problem;
import dev.adjoint.samples.benchmarks.workload.Task;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.factory.Nd4j;

/** One sample copied into an array of the library, and its logits copied out. */
final class Prediction implements Step {
    private final MultiLayerNetwork network;
    private final float[] sample;
    private float[] predicted = {};

    Prediction(MultiLayerNetwork network, Task task) {
        this.network = network;
        this.sample = Problem.of(task).x();
    }

    @Override
    public void run() {
        predicted = network.output(Nd4j.create(sample, new long[] {1, sample.length}, 'c'))
                .toFloatVector();
    }

    @Override
    public float[] result() {
        return predicted.clone();
    }
}
