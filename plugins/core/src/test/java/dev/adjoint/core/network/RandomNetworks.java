package dev.adjoint.core.network;

import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Work;
import dev.adjoint.api.math.CounterRandom;
import dev.adjoint.api.plugin.Loss;
import dev.adjoint.api.plugin.Optimizer;
import dev.adjoint.core.layer.Sigmoid;
import dev.adjoint.core.layer.Softmax;
import dev.adjoint.core.loss.BinaryCrossEntropy;
import dev.adjoint.core.loss.BinaryCrossEntropyFromLogits;
import dev.adjoint.core.loss.CategoricalCrossEntropy;
import dev.adjoint.core.loss.CategoricalCrossEntropyFromLogits;
import dev.adjoint.core.loss.Huber;
import dev.adjoint.core.loss.MeanAbsoluteError;
import dev.adjoint.core.loss.MeanSquaredError;
import dev.adjoint.core.loss.SparseCategoricalCrossEntropy;
import dev.adjoint.core.loss.SparseCategoricalCrossEntropyFromLogits;
import dev.adjoint.core.loss.SumOfSquares;
import dev.adjoint.core.optimizer.Adadelta;
import dev.adjoint.core.optimizer.Adagrad;
import dev.adjoint.core.optimizer.Adam;
import dev.adjoint.core.optimizer.AdamW;
import dev.adjoint.core.optimizer.Momentum;
import dev.adjoint.core.optimizer.Nesterov;
import dev.adjoint.core.optimizer.Rmsprop;
import dev.adjoint.core.optimizer.Sgd;
import dev.adjoint.runtime.model.Network;
import dev.adjoint.runtime.model.WeightedLoss;
import dev.adjoint.runtime.train.Programs;
import dev.adjoint.runtime.train.TrainingOptions;
import dev.adjoint.runtime.train.TrainingProgram;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Draws networks of the layers of the catalogue, with losses, an optimizer and options: one for each seed. */
final class RandomNetworks {
    /** From large to small: the first that the interpreter can bear, from a random one on. */
    private static final List<Integer> BATCHES = List.of(1000, 257, 64, 33, 16, 7, 3, 1);

    private static final List<Integer> UNITS = List.of(1, 2, 3, 5, 8, 10, 13, 17);
    private static final long MOST_OPERATIONS = 150_000;

    private RandomNetworks() {}

    static RandomNetwork of(long seed) {
        NetworkDrawing drawing = new NetworkDrawing(new Random(CounterRandom.stepKey(seed, 0)));
        for (int i = 1 + drawing.below(drawing.chance(0.2) ? 16 : 6); i > 0; i--) {
            drawing.grow();
        }
        Map<String, WeightedLoss> losses = new LinkedHashMap<>();
        NetworkDrawing.Part trunk = drawing.last();
        for (int i = drawing.chance(0.15) ? 2 : 1; i > 0; i--) {
            head(drawing, trunk, losses);
        }
        Network network = drawing.build(losses.keySet().toArray(String[]::new));
        Optimizer optimizer = drawing.one(List.of(
                new Sgd(),
                new Momentum(),
                new Nesterov(),
                new Adam(),
                new AdamW(),
                new Adagrad(),
                new Adadelta(),
                new Rmsprop()));
        TrainingOptions options = TrainingOptions.DEFAULTS
                .withAccumulate(drawing.chance(0.15) ? 2 : 1)
                .withClipNorm(drawing.chance(0.2) ? 0.5 : 0);
        TrainingProgram training =
                Programs.training(network.trace(true), losses, optimizer, options, drawing.chance(0.2));
        Program evaluation = Programs.evaluation(network.trace(false), losses);
        int batch = batch(training.program(), drawing.below(BATCHES.size()));
        List<Integer> rows = List.of(batch, 1 + drawing.below(batch), batch);
        return new RandomNetwork(seed, network, optimizer, losses, training, evaluation, rows);
    }

    /** Layers that end in what a loss expects. */
    private static void head(NetworkDrawing drawing, NetworkDrawing.Part trunk, Map<String, WeightedLoss> losses) {
        int units = drawing.one(UNITS);
        Shape row = trunk.row().replace(trunk.row().rank() - 1, units);
        drawing.then(drawing.dense(units), row, trunk);
        Loss loss = drawing.one(List.of(
                new MeanSquaredError(),
                new MeanAbsoluteError(),
                new SumOfSquares(),
                new Huber(),
                new BinaryCrossEntropyFromLogits(),
                new CategoricalCrossEntropyFromLogits(),
                new SparseCategoricalCrossEntropyFromLogits(),
                new BinaryCrossEntropy(),
                new CategoricalCrossEntropy(1e-7),
                new SparseCategoricalCrossEntropy()));
        if (loss instanceof BinaryCrossEntropy) {
            drawing.then(new Sigmoid(), row);
        } else if (loss instanceof CategoricalCrossEntropy || loss instanceof SparseCategoricalCrossEntropy) {
            drawing.then(new Softmax(), row);
        }
        losses.put(drawing.last().name(), new WeightedLoss(loss, drawing.chance(0.5) ? 1 : 0.3));
    }

    private static int batch(Program program, int first) {
        for (int batch : BATCHES.subList(first, BATCHES.size())) {
            Work work = Work.of(program, batch);
            if (work.contractions() + work.others() <= MOST_OPERATIONS) {
                return batch;
            }
        }
        return 1;
    }
}
