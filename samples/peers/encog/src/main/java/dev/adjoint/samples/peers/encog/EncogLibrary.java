package dev.adjoint.samples.peers.encog;

import com.google.auto.service.AutoService;
import dev.adjoint.samples.benchmarks.measure.Library;
import dev.adjoint.samples.benchmarks.measure.Step;
import dev.adjoint.samples.benchmarks.workload.Problem;
import dev.adjoint.samples.benchmarks.workload.Workload;
import java.util.Optional;
import org.encog.engine.network.activation.ActivationFunction;
import org.encog.engine.network.activation.ActivationLinear;
import org.encog.engine.network.activation.ActivationReLU;
import org.encog.engine.network.activation.ActivationSigmoid;
import org.encog.engine.network.activation.ActivationSoftMax;
import org.encog.engine.network.activation.ActivationTANH;
import org.encog.neural.networks.BasicNetwork;
import org.encog.neural.networks.layers.BasicLayer;

/** Encog: dense layers in double precision, trained by gradient descent. */
@AutoService(Library.class)
public final class EncogLibrary implements Library {
    @Override
    public String name() {
        return "encog";
    }

    @Override
    public Optional<String> refusal(Workload workload) {
        return switch (workload) {
            case W1, W2, P1, P3 -> Optional.empty();
            case W3, W4, W7 -> Optional.of("not stated here, though its stochastic gradient descent has an Adam");
            case W5, W6, W9 -> Optional.of("no such layers are stated here: only dense ones");
        };
    }

    @Override
    public Step open(Workload workload, int threads) {
        return switch (workload) {
            case W1 ->
                new Training(network(new ActivationTANH(), new ActivationSoftMax(), 4, 16, 3), workload, threads);
            case W2 ->
                new Training(network(new ActivationSigmoid(), new ActivationSigmoid(), 2, 8, 1), workload, threads);
            case P1 -> new Prediction(network(new ActivationTANH(), new ActivationLinear(), 4, 16, 3), workload.task());
            case P3 ->
                new Prediction(network(new ActivationReLU(), new ActivationLinear(), 784, 128, 10), workload.task());
            default -> throw new IllegalArgumentException(workload.name());
        };
    }

    private static BasicNetwork network(
            ActivationFunction hidden, ActivationFunction last, int inputs, int units, int outputs) {
        BasicNetwork network = new BasicNetwork();
        network.addLayer(new BasicLayer(null, true, inputs));
        network.addLayer(new BasicLayer(hidden, true, units));
        network.addLayer(new BasicLayer(last, false, outputs));
        network.getStructure().finalizeStructure();
        set(network, 0, Problem.kernel("dense1/kernel", inputs, units), inputs, units);
        set(network, 1, Problem.kernel("dense2/kernel", units, outputs), units, outputs);
        return network;
    }

    /** The bias of a layer is the weight of a neuron behind the others of the layer before. */
    private static void set(BasicNetwork network, int layer, float[] kernel, int in, int units) {
        for (int to = 0; to < units; to++) {
            for (int from = 0; from < in; from++) {
                network.setWeight(layer, from, to, kernel[from * units + to]);
            }
            network.setWeight(layer, in, to, 0);
        }
    }
}
