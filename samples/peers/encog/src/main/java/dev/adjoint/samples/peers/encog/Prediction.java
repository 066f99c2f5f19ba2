package dev.adjoint.samples.peers.encog;

import dev.adjoint.samples.benchmarks.measure.Step;
import dev.adjoint.samples.benchmarks.workload.Problem;
import dev.adjoint.samples.benchmarks.workload.Task;
import org.encog.neural.networks.BasicNetwork;

/** One sample, already in double precision, to its logits. */
final class Prediction implements Step {
    private final BasicNetwork network;
    private final double[] sample;
    private final double[] predicted;

    Prediction(BasicNetwork network, Task task) {
        this.network = network;
        this.sample = Training.row(Problem.of(task).x(), 0, task.rowSize());
        this.predicted = new double[task.outputs()];
    }

    @Override
    public void run() {
        network.compute(sample, predicted);
    }

    @Override
    public float[] result() {
        float[] result = new float[predicted.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) predicted[i];
        }
        return result;
    }
}
