package dev.adjoint.samples.peers.smile;

import dev.adjoint.samples.benchmarks.measure.Step;
import dev.adjoint.samples.benchmarks.workload.Problem;
import dev.adjoint.samples.benchmarks.workload.Task;
import smile.classification.MLP;

/** One update by the batch. The library tells no loss: it is worked out here, before each of the first steps only. */
final class Training implements Step {
    private static final int STEPS_WITH_LOSS = 20;

    private final MLP network;
    private final double[][] inputs;
    private final int[] targets;
    private final double[] probabilities;
    private int steps;
    private double lossBefore;

    Training(MLP network, Task task) {
        this.network = network;
        Problem problem = Problem.of(task);
        this.inputs = new double[task.batch()][task.rowSize()];
        for (int row = 0; row < inputs.length; row++) {
            for (int i = 0; i < inputs[row].length; i++) {
                inputs[row][i] = problem.x()[row * inputs[row].length + i];
            }
        }
        this.targets = problem.classes();
        this.probabilities = new double[Math.max(2, task.outputs())];
    }

    @Override
    public void run() {
        if (steps < STEPS_WITH_LOSS) {
            lossBefore = loss();
        }
        steps++;
        network.update(inputs, targets);
    }

    @Override
    public float[] result() {
        return new float[] {(float) (steps <= STEPS_WITH_LOSS ? lossBefore : loss())};
    }

    private double loss() {
        double sum = 0;
        for (int row = 0; row < inputs.length; row++) {
            network.predict(inputs[row], probabilities);
            sum -= Math.log(probabilities[targets[row]]);
        }
        return sum / inputs.length;
    }
}
