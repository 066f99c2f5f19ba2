package dev.adjoint.samples.peers.onnxruntime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.adjoint.samples.benchmarks.measure.Step;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;

/** One sample copied into a tensor that stays, and its logits copied out of another. */
final class Prediction implements Step {
    private final OrtSession session;
    private final float[] sample;
    private final FloatBuffer input;
    private final FloatBuffer output;
    private final Map<String, OnnxTensor> inputs;
    private final Map<String, OnnxTensor> outputs;
    private final float[] predicted;

    Prediction(OrtEnvironment environment, OrtSession session, float[] sample, int outputs) throws OrtException {
        this.session = session;
        this.sample = sample;
        this.input = direct(sample.length);
        this.output = direct(outputs);
        this.inputs = Map.of("x", OnnxTensor.createTensor(environment, input, new long[] {1, sample.length}));
        this.outputs = Map.of("y", OnnxTensor.createTensor(environment, output, new long[] {1, outputs}));
        this.predicted = new float[outputs];
    }

    private static FloatBuffer direct(int size) {
        return ByteBuffer.allocateDirect(Float.BYTES * size)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    @Override
    public void run() {
        input.put(0, sample);
        try {
            session.run(inputs, outputs).close();
            output.get(0, predicted);
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public float[] result() {
        return predicted.clone();
    }
}
