package dev.adjoint.runtime.train;

import dev.adjoint.api.backend.Executable;
import dev.adjoint.api.backend.Execution;
import dev.adjoint.api.backend.Variables;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.plugin.Loss.Reduction;
import dev.adjoint.api.plugin.Metric;
import dev.adjoint.runtime.data.Column;
import dev.adjoint.runtime.data.Dataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The loss and the metrics of a whole data set, whatever the batches that it is run in. */
final class Evaluation {
    private final Execution execution;
    private final int capacity;
    private final Feed feed;
    private final int[] order;
    private final Optional<Column> weights;
    private final List<RowLoss> losses;
    private final Map<String, List<Metric>> metrics;

    /**
     * Takes sources that were checked.
     *
     * @param losses those of the program
     * @param metrics by output; each output has a loss
     */
    Evaluation(
            Executable executable,
            Variables variables,
            List<Source> sources,
            Dataset data,
            List<RowLoss> losses,
            Map<String, List<Metric>> metrics) {
        this.execution = executable.open(variables);
        this.capacity = executable.capacity();
        this.feed = new Feed(sources, execution);
        this.order = IntStream.range(0, data.size()).toArray();
        this.weights = data.weights();
        this.losses = losses;
        this.metrics = metrics;
    }

    /** The loss, that at each output where several have one, and the metrics. */
    Map<String, Double> run() {
        Totals[] totals = losses.stream().map(Totals::new).toArray(Totals[]::new);
        float[] rowWeights = new float[capacity];
        Arrays.fill(rowWeights, 1);
        for (int from = 0; from < order.length; from += capacity) {
            int rows = Math.min(capacity, order.length - from);
            feed.fill(order, from, rows);
            execution.run(rows, 0);
            if (weights.isPresent()) {
                weights.get().gather(order, from, rows, rowWeights);
            }
            for (Totals each : totals) {
                each.add(rowWeights, rows);
            }
        }
        return results(totals);
    }

    private Map<String, Double> results(Totals[] totals) {
        Map<String, Double> results = new LinkedHashMap<>();
        double sum = 0;
        for (Totals each : totals) {
            sum += each.row.loss().weight() * each.loss();
        }
        results.put(Programs.LOSS, sum);
        for (Totals each : totals) {
            String output = each.row.output();
            if (totals.length > 1) {
                results.put(Programs.loss(output), each.loss());
            }
            for (Metric.Accumulator metric : each.accumulators) {
                metric.results()
                        .forEach((name, value) -> results.put(totals.length > 1 ? output + "/" + name : name, value));
            }
        }
        return results;
    }

    /** What is known of one output so far. */
    private final class Totals {
        private final RowLoss row;
        private final List<Metric.Accumulator> accumulators = new ArrayList<>();
        private double lossSum;
        private double weightSum;

        Totals(RowLoss row) {
            this.row = row;
            Shape prediction = row.prediction().shape().row();
            Shape target = row.target().shape().row();
            for (Metric metric : metrics.getOrDefault(row.output(), List.of())) {
                accumulators.add(metric.start(prediction, target));
            }
        }

        void add(float[] rowWeights, int rows) {
            float[] rowLosses = execution.output(Programs.loss(row.output()));
            for (int i = 0; i < rows; i++) {
                lossSum += (double) rowWeights[i] * rowLosses[i];
                weightSum += rowWeights[i];
            }
            float[] predictions = execution.output(row.output());
            float[] targets = execution.input(Programs.target(row.output()));
            for (Metric.Accumulator each : accumulators) {
                each.add(predictions, targets, rows);
            }
        }

        double loss() {
            return row.loss().loss().reduction() == Reduction.SUM ? lossSum : lossSum / weightSum;
        }
    }
}
