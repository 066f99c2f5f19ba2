package dev.adjoint.samples.peers.dl4j;

import com.google.auto.service.AutoService;
import dev.adjoint.samples.benchmarks.measure.Library;
import dev.adjoint.samples.benchmarks.measure.Step;
import dev.adjoint.samples.benchmarks.workload.Workload;
import java.util.Optional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.factory.Nd4j;

/** Deeplearning4j: layers one behind the other, on the native backend of ND4J. */
@AutoService(Library.class)
public final class Deeplearning4j implements Library {
    @Override
    public String name() {
        return "dl4j";
    }

    @Override
    public Optional<String> refusal(Workload workload) {
        return workload == Workload.W9
                ? Optional.of("not stated here: it needs a graph of layers instead of a list of them")
                : Optional.empty();
    }

    @Override
    public Step open(Workload workload, int threads) {
        Nd4j.getEnvironment().setMaxThreads(threads);
        Nd4j.getEnvironment().setMaxMasterThreads(threads);
        MultiLayerNetwork network = Networks.of(workload);
        return workload.predicts() ? new Prediction(network, workload.task()) : new Training(network, workload);
    }
}
