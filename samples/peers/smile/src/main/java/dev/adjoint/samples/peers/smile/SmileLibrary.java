package dev.adjoint.samples.peers.smile;

import com.google.auto.service.AutoService;
import dev.adjoint.samples.benchmarks.measure.Library;
import dev.adjoint.samples.benchmarks.measure.Step;
import dev.adjoint.samples.benchmarks.workload.Workload;
import java.util.Optional;
import smile.base.mlp.ActivationFunction;
import smile.base.mlp.Layer;
import smile.base.mlp.LayerBuilder;
import smile.base.mlp.OutputFunction;
import smile.classification.MLP;
import smile.math.TimeFunction;

/** Smile: a multilayer perceptron in double precision, trained by gradient descent or RMSProp. */
@AutoService(Library.class)
public final class SmileLibrary implements Library {
    private static final double DESCENT_RATE = 0.01;
    private static final double RMSPROP_RATE = 0.001;
    private static final double DECAY = 0.9;
    private static final double EPSILON = 1e-7;

    @Override
    public String name() {
        return "smile";
    }

    @Override
    public Optional<String> refusal(Workload workload) {
        return switch (workload) {
            case W1, W3, W7 -> Optional.empty();
            case W4 -> Optional.of("left out: a step took seconds, a run minutes");
            case W2 -> Optional.of("not stated here: its regression, with a squared error, was not tried");
            case P1, P3 -> Optional.of("not stated here: it gives probabilities, and the others give logits");
            case W5, W6, W9 -> Optional.of("its perceptron has dense layers only");
        };
    }

    @Override
    public Optional<String> variation(Workload workload) {
        return workload == Workload.W1 ? Optional.empty() : Optional.of("it has no Adam; RMSProp stands in its place");
    }

    @Override
    public Step open(Workload workload, int threads) {
        MLP network = switch (workload) {
            case W1 -> network(ActivationFunction.tanh(), OutputFunction.SOFTMAX, 4, 16, 3);
            case W3 -> network(ActivationFunction.rectifier(), OutputFunction.SOFTMAX, 784, 128, 10);
            case W7 -> network(ActivationFunction.rectifier(), OutputFunction.SIGMOID, 32, 64, 64, 1);
            default -> throw new IllegalArgumentException(workload.name());
        };
        if (workload == Workload.W1) {
            network.setLearningRate(TimeFunction.constant(DESCENT_RATE));
        } else {
            network.setLearningRate(TimeFunction.constant(RMSPROP_RATE));
            network.setRMSProp(DECAY, EPSILON);
        }
        return new Training(network, workload.task());
    }

    private static MLP network(ActivationFunction hidden, OutputFunction last, int... sizes) {
        LayerBuilder[] layers = new LayerBuilder[sizes.length];
        layers[0] = Layer.input(sizes[0]);
        for (int i = 1; i < sizes.length - 1; i++) {
            layers[i] = new GivenHidden.Builder("dense" + i + "/kernel", sizes[i], hidden);
        }
        int end = sizes.length - 1;
        layers[end] = new GivenOutput.Builder("dense" + end + "/kernel", sizes[end], last);
        return new MLP(layers);
    }
}
