package dev.adjoint.samples.peers.onnxruntime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.google.auto.service.AutoService;
import dev.adjoint.samples.benchmarks.measure.Library;
import dev.adjoint.samples.benchmarks.measure.Step;
import dev.adjoint.samples.benchmarks.workload.Problem;
import dev.adjoint.samples.benchmarks.workload.Workload;
import java.util.Optional;

/** ONNX Runtime, which predicts only. */
@AutoService(Library.class)
public final class OnnxRuntime implements Library {
    @Override
    public String name() {
        return "onnxruntime";
    }

    @Override
    public Optional<String> refusal(Workload workload) {
        return workload.predicts() ? Optional.empty() : Optional.of("it predicts only");
    }

    @Override
    public Step open(Workload workload, int threads) {
        OnnxModel model =
                workload == Workload.P1 ? new OnnxModel(4, 16, 3, "Tanh") : new OnnxModel(784, 128, 10, "Relu");
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            OrtSession session = environment.createSession(model.toBytes(), options);
            return new Prediction(
                    environment, session, Problem.of(workload.task()).x(), model.outputs());
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }
}
