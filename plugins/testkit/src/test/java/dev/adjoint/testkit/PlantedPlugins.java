package dev.adjoint.testkit;

import com.google.auto.service.AutoService;
import dev.adjoint.api.ShapeException;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.plugin.Initializer;
import dev.adjoint.api.plugin.Loss;
import dev.adjoint.api.plugin.Metric;
import dev.adjoint.api.plugin.Optimizer;
import dev.adjoint.api.plugin.Regularizer;
import dev.adjoint.api.plugin.Schedule;
import dev.adjoint.api.plugin.UpdateScope;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Plugins of all other kinds with one fault each, and sound ones to compare with. */
final class PlantedPlugins {
    private PlantedPlugins() {}

    /** Σ (p - t)² of each row. */
    @AutoService(Loss.class)
    public record SoundLoss() implements Loss {
        @Override
        public Tensor apply(Tensor prediction, Tensor target) {
            return prediction.sub(target).square().sum(-1);
        }
    }

    /** The mean over all rows, for each row. */
    @AutoService(Loss.class)
    public record CollectiveLoss() implements Loss {
        @Override
        public Tensor apply(Tensor prediction, Tensor target) {
            Tensor rows = prediction.sub(target).square().sum(-1);
            return rows.sum().div(Tensor.rows()).expand(0, Shape.ROWS);
        }
    }

    /** One number for all rows. */
    @AutoService(Loss.class)
    public record ScalarLoss() implements Loss {
        @Override
        public Tensor apply(Tensor prediction, Tensor target) {
            return prediction.sub(target).square().sum();
        }
    }

    /** Least at one above the target. */
    @AutoService(Loss.class)
    public record ShiftedLoss() implements Loss {
        @Override
        public Tensor apply(Tensor prediction, Tensor target) {
            return prediction.sub(target).sub(1).square().sum(-1);
        }
    }

    /** w ← w - η g. */
    @AutoService(Optimizer.class)
    public record SoundOptimizer(double learningRate) implements Optimizer {
        public SoundOptimizer() {
            this(0.1);
        }

        @Override
        public Tensor update(UpdateScope scope, Tensor w, Tensor g) {
            return w.sub(g.mul(scope.learningRate()));
        }
    }

    /** Goes uphill. */
    @AutoService(Optimizer.class)
    public record Uphill(double learningRate) implements Optimizer {
        public Uphill() {
            this(0.01);
        }

        @Override
        public Tensor update(UpdateScope scope, Tensor w, Tensor g) {
            return w.add(g.mul(scope.learningRate()));
        }
    }

    /** Moves whatever the rate. */
    @AutoService(Optimizer.class)
    public record Restless(double learningRate) implements Optimizer {
        public Restless() {
            this(0.01);
        }

        @Override
        public Tensor update(UpdateScope scope, Tensor w, Tensor g) {
            return w.sub(g.mul(0.01));
        }
    }

    /** Divides by the root of the mean square without care for 0. */
    @AutoService(Optimizer.class)
    public record Unguarded(double learningRate) implements Optimizer {
        public Unguarded() {
            this(0.01);
        }

        @Override
        public Tensor update(UpdateScope scope, Tensor w, Tensor g) {
            Tensor v = scope.assign("v", scope.slot("v").mul(0.9).add(g.square().mul(0.1)));
            return w.sub(g.mul(scope.learningRate()).div(v.sqrt()));
        }
    }

    /** Keeps a sum in a slot of the parameter's shape. */
    @AutoService(Optimizer.class)
    public record Summing(double learningRate) implements Optimizer {
        public Summing() {
            this(0.01);
        }

        @Override
        public Tensor update(UpdateScope scope, Tensor w, Tensor g) {
            scope.assign("sum", scope.slot("sum").add(g).sum());
            return w.sub(g.mul(scope.learningRate()));
        }
    }

    /** Leaves the last value as it was. */
    @AutoService(Initializer.class)
    public record Incomplete() implements Initializer {
        @Override
        public void initialize(float[] values, Shape shape, RandomGenerator random) {
            for (int i = 0; i < values.length - 1; i++) {
                values[i] = random.nextFloat();
            }
        }
    }

    /** Numbers of its own making. */
    @AutoService(Initializer.class)
    public record Unseeded() implements Initializer {
        @Override
        public void initialize(float[] values, Shape shape, RandomGenerator random) {
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) Math.random();
            }
        }
    }

    /** 1 - t / 1000. */
    @AutoService(Schedule.class)
    public record Negative() implements Schedule {
        @Override
        public double factor(long step) {
            return 1 - step / 1000.0;
        }
    }

    /** A penalty for each column. */
    @AutoService(Regularizer.class)
    public record Columns() implements Regularizer {
        @Override
        public Tensor penalty(Tensor parameter) {
            return parameter.square().sum(0);
        }
    }

    /** The mean of the means of the batches. */
    @AutoService(Metric.class)
    public record MeanOfMeans() implements Metric {
        @Override
        public Accumulator start(Shape prediction, Shape target) {
            if (!prediction.equals(target)) {
                throw new ShapeException("targets must have shape " + prediction + ", but have " + target);
            }
            return new Accumulator() {
                private double sum;
                private int batches;

                @Override
                public void add(float[] predictions, float[] targets, int rows) {
                    double error = 0;
                    for (int i = 0; i < rows; i++) {
                        error += Math.abs(predictions[i] - targets[i]) / rows;
                    }
                    sum += error;
                    batches++;
                }

                @Override
                public Map<String, Double> results() {
                    return Map.of("mean-of-means", sum / batches);
                }
            };
        }
    }
}
