package dev.adjoint.samples.peers.encog;

import dev.adjoint.samples.benchmarks.measure.Step;
import dev.adjoint.samples.benchmarks.workload.Problem;
import dev.adjoint.samples.benchmarks.workload.Target;
import dev.adjoint.samples.benchmarks.workload.Task;
import dev.adjoint.samples.benchmarks.workload.Workload;
import org.encog.ml.data.basic.BasicMLDataSet;
import org.encog.neural.error.CrossEntropyErrorFunction;
import org.encog.neural.networks.BasicNetwork;
import org.encog.neural.networks.training.propagation.back.Backpropagation;

/**
 * Gradient descent on the whole batch. Gradients are summed over the rows here, and the square of an error counts half;
 * the rate makes up for both.
 */
final class Training implements Step {
    private static final double RATE = 0.01;

    private final BasicNetwork network;
    private final Backpropagation training;
    private final boolean classes;
    private final double[][] inputs;
    private final double[][] targets;
    private final double[] weights;
    private final double[] weightsBefore;

    Training(BasicNetwork network, Workload workload, int threads) {
        Task task = workload.task();
        Problem problem = Problem.of(task);
        this.network = network;
        this.classes = task.target() == Target.CLASS;
        float[] wanted = classes ? problem.oneHot() : problem.targets();
        this.inputs = rows(problem.x(), task.batch(), task.rowSize());
        this.targets = rows(wanted, task.batch(), task.outputs());
        double rate = classes ? RATE / task.batch() : 2 * RATE / task.batch();
        this.training = new Backpropagation(network, new BasicMLDataSet(inputs, targets), rate, 0);
        training.fixFlatSpot(false);
        training.setThreadCount(threads);
        if (classes) {
            training.setErrorFunction(new CrossEntropyErrorFunction());
        }
        this.weights = network.getFlat().getWeights();
        this.weightsBefore = weights.clone();
    }

    @Override
    public void run() {
        System.arraycopy(weights, 0, weightsBefore, 0, weights.length);
        training.iteration();
    }

    /** The library itself reports another error than the one that it minimizes. */
    @Override
    public float[] result() {
        double[] now = weights.clone();
        System.arraycopy(weightsBefore, 0, weights, 0, weights.length);
        double sum = 0;
        double[] output = new double[targets[0].length];
        for (int row = 0; row < inputs.length; row++) {
            network.compute(inputs[row], output);
            for (int i = 0; i < output.length; i++) {
                double difference = output[i] - targets[row][i];
                sum += classes ? -targets[row][i] * Math.log(output[i]) : difference * difference;
            }
        }
        System.arraycopy(now, 0, weights, 0, weights.length);
        return new float[] {(float) (sum / inputs.length)};
    }

    private static double[][] rows(float[] values, int rows, int width) {
        double[][] result = new double[rows][];
        for (int row = 0; row < rows; row++) {
            result[row] = row(values, row, width);
        }
        return result;
    }

    static double[] row(float[] values, int row, int width) {
        double[] result = new double[width];
        for (int i = 0; i < width; i++) {
            result[i] = values[row * width + i];
        }
        return result;
    }
}
