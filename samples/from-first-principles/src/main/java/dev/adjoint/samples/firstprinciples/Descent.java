package dev.adjoint.samples.firstprinciples;

import dev.adjoint.core.initializer.Constant;
import dev.adjoint.core.initializer.Zeros;
import dev.adjoint.core.layer.Dense;
import dev.adjoint.core.loss.SumOfSquares;
import dev.adjoint.core.optimizer.Sgd;
import dev.adjoint.core.regularizer.None;
import dev.adjoint.runtime.data.Dataset;
import dev.adjoint.runtime.model.ModelSpec;
import dev.adjoint.runtime.model.Network;
import dev.adjoint.runtime.train.Model;
import dev.adjoint.runtime.train.TrainingOptions;
import dev.adjoint.samples.firstprinciples.Page.Row;
import java.util.ArrayList;
import java.util.List;

/** Step after step from three starts: after each point, after every two points, and after all points together. */
final class Descent implements Chapter {
    static final List<Double> STARTS = List.of(3.0, 5.0, 0.5);

    /** The numbers of epochs after which to look at the weight. */
    static final List<Integer> EPOCHS = List.of(0, 1, 2, 3, 5, 10, 20);

    private static final double LEARNING_RATE = 0.01;

    /**
     * How the weight moves from a start.
     *
     * @param batch the number of points before each step; 0 for all
     * @return the weight after each of {@link #EPOCHS}
     */
    static List<Double> path(double start, int batch) {
        Network network = Network.input(1)
                .then("line", new Dense(1, false, new Constant(start), new Zeros(), new None()))
                .build();
        Model model = Model.of(ModelSpec.of(network, new SumOfSquares(), new Sgd(LEARNING_RATE)));
        Dataset points = Dataset.of(column(Line.X), column(Line.WANTED));
        TrainingOptions options = TrainingOptions.DEFAULTS.withBatch(batch).withShuffle(false);
        List<Double> path = new ArrayList<>();
        int done = 0;
        for (int epochs : EPOCHS) {
            if (epochs > done) {
                model.fit(points, options.withEpochs(epochs - done));
                done = epochs;
            }
            path.add((double) model.parameters().get("line/kernel")[0]);
        }
        return path;
    }

    /** The same by formula: a step over points x moves w to 2 + (w - 2) (1 - 2 η Σ x²). */
    static double onPaper(double start, int batch, int epochs) {
        double distance = start - 2;
        int points = Line.X.length;
        int size = batch == 0 ? points : batch;
        for (int epoch = 0; epoch < epochs; epoch++) {
            for (int from = 0; from < points; from += size) {
                double squares = 0;
                for (int i = from; i < Math.min(from + size, points); i++) {
                    squares += Line.X[i] * Line.X[i];
                }
                distance *= 1 - 2 * LEARNING_RATE * squares;
            }
        }
        return 2 + distance;
    }

    private static float[][] column(double[] values) {
        float[][] rows = new float[values.length][1];
        for (int i = 0; i < values.length; i++) {
            rows[i][0] = (float) values[i];
        }
        return rows;
    }

    @Override
    public void write(Page page) {
        page.heading("4. Many steps: descent");
        page.text("""
                Now as one trains a network: a layer with the one weight w, the loss, an optimizer
                that applies the delta rule with η = 0.01, and the five points. A step may follow
                each point (online), every two (a mini-batch), or all five (the full batch); once
                through all points is an epoch. From three starts, w after n epochs:
                """);
        for (double start : STARTS) {
            List<Double> online = path(start, 1);
            List<Double> miniBatch = path(start, 2);
            List<Double> fullBatch = path(start, 0);
            List<Row> rows = new ArrayList<>();
            for (int i = 0; i < EPOCHS.size(); i++) {
                int epoch = EPOCHS.get(i);
                double paper = onPaper(start, 0, epoch);
                rows.add(Row.of(epoch, online.get(i), miniBatch.get(i), fullBatch.get(i), paper));
            }
            String from = Page.number(start);
            String formula = "2 + (%s - 2) 0.4ⁿ".formatted(from);
            page.table(Row.of("from " + from, "online", "mini-batch", "full batch", formula), rows);
        }
        page.text("""
                All arrive at 2. A full batch makes one step of an epoch, which leaves 1 - 60 η = 0.4
                of the distance; the last column is what that gives on paper.
                """);
    }
}
