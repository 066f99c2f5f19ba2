package dev.adjoint.samples.quickstart;

import dev.adjoint.api.AdjointException;
import dev.adjoint.core.initializer.HeNormal;
import dev.adjoint.core.layer.Dense;
import dev.adjoint.core.layer.Relu;
import dev.adjoint.core.loss.SparseCategoricalCrossEntropyFromLogits;
import dev.adjoint.core.metric.Accuracy;
import dev.adjoint.core.optimizer.Adam;
import dev.adjoint.runtime.data.IdxSpec;
import dev.adjoint.runtime.data.TrainTest;
import dev.adjoint.runtime.model.ModelSpec;
import dev.adjoint.runtime.model.Network;
import dev.adjoint.runtime.model.Summary;
import dev.adjoint.runtime.train.Model;
import dev.adjoint.runtime.train.TrainingOptions;
import dev.adjoint.samples.quickstart.digits.DrawnDigits;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * Trains a network to read digits: those of the MNIST files in the folder that the system property {@code adjoint.data}
 * names, or digits that it draws itself.
 */
public final class Quickstart {
    private static final int EPOCHS = 10;
    private static final int SEED = 42;

    private Quickstart() {}

    public static void main(String[] arguments) {
        try {
            run();
        } catch (AdjointException e) {
            System.err.println("error: " + e.getMessage());
            System.exit(2);
        }
    }

    private static void run() {
        TrainTest digits = new IdxSpec().load(folder());
        Model model = Model.of(spec());

        System.out.println(Summary.of(model.spec().network()));
        model.fit(digits.train(), new ProgressLines(System.out, System.console() != null, EPOCHS));

        Map<String, Double> results = model.evaluate(digits.test().orElseThrow());
        System.out.printf(Locale.ROOT, "test accuracy: %.4f%n", results.get("accuracy"));
    }

    /** What the network is and how it learns. */
    static ModelSpec spec() {
        Network network = Network.input(28 * 28)
                .then(new Dense(128, new HeNormal()))
                .then(new Relu())
                .then(new Dense(10))
                .build();
        return ModelSpec.of(network, new SparseCategoricalCrossEntropyFromLogits(), new Adam())
                .withMetrics(new Accuracy())
                .withTraining(TrainingOptions.DEFAULTS
                        .withBatch(64)
                        .withEpochs(EPOCHS)
                        .withValidation(0.1)
                        .withSeed(SEED));
    }

    /** Where the images are: as given, or freshly drawn. */
    private static Path folder() {
        String given = System.getProperty("adjoint.data", "");
        if (!given.isBlank()) {
            return Path.of(given);
        }
        Path drawn = Path.of(System.getProperty("java.io.tmpdir"), "adjoint-digits");
        new DrawnDigits(8_000, 2_000, SEED).write(drawn);
        return drawn;
    }
}
