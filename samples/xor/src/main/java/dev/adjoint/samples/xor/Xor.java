package dev.adjoint.samples.xor;

import dev.adjoint.core.layer.Dense;
import dev.adjoint.core.layer.Sigmoid;
import dev.adjoint.core.layer.Tanh;
import dev.adjoint.core.loss.BinaryCrossEntropy;
import dev.adjoint.core.optimizer.Adam;
import dev.adjoint.runtime.data.Dataset;
import dev.adjoint.runtime.model.ModelSpec;
import dev.adjoint.runtime.model.Network;
import dev.adjoint.runtime.train.Model;
import dev.adjoint.runtime.train.TrainingOptions;

/** Learns "either, but not both", which no single layer can. */
public final class Xor {
    static final float[][] INPUTS = {{0, 0}, {0, 1}, {1, 0}, {1, 1}};
    static final float[][] TARGETS = {{0}, {1}, {1}, {0}};

    private Xor() {}

    public static void main(String[] arguments) {
        float[][] outputs = train(0).predict(INPUTS);
        for (int i = 0; i < INPUTS.length; i++) {
            System.out.printf("%.0f xor %.0f = %.3f%n", INPUTS[i][0], INPUTS[i][1], outputs[i][0]);
        }
    }

    static Model train(long seed) {
        Network network = Network.input(2)
                .then(new Dense(8))
                .then(new Tanh())
                .then(new Dense(1))
                .then(new Sigmoid())
                .build();
        Model model = Model.of(ModelSpec.of(network, new BinaryCrossEntropy(), new Adam(0.05, 0.9, 0.999, 1e-8))
                .withTraining(
                        TrainingOptions.DEFAULTS.withFullBatch().withEpochs(300).withSeed(seed)));
        model.fit(Dataset.of(INPUTS, TARGETS));
        return model;
    }
}
