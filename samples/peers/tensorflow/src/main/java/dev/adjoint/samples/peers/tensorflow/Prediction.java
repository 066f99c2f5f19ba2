package dev.adjoint.samples.peers.tensorflow;

import dev.adjoint.samples.benchmarks.measure.Step;
import dev.adjoint.samples.benchmarks.workload.Problem;
import dev.adjoint.samples.benchmarks.workload.Workload;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/** One sample copied into a tensor that stays, and its logits copied out. */
final class Prediction implements Step {
    private final Session session;
    private final Operand<TFloat32> input;
    private final Operand<TFloat32> logits;
    private final float[] sample;
    private final TFloat32 tensor;
    private final float[] predicted;

    Prediction(Session session, Operand<TFloat32> input, Operand<TFloat32> logits, Workload workload) {
        this.session = session;
        this.input = input;
        this.logits = logits;
        this.sample = Problem.of(workload.task()).x();
        this.tensor = TFloat32.tensorOf(Shape.of(1, sample.length));
        this.predicted = new float[workload.task().outputs()];
    }

    @Override
    public void run() {
        tensor.copyFrom(DataBuffers.of(sample, true, false));
        try (Result result = session.runner().feed(input, tensor).fetch(logits).run()) {
            ((TFloat32) result.get(0)).copyTo(DataBuffers.of(predicted, false, false));
        }
    }

    @Override
    public float[] result() {
        return predicted.clone();
    }
}
