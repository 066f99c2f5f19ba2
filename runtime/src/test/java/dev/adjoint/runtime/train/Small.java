package dev.adjoint.runtime.train;

import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Functions;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.graph.TensorType;
import dev.adjoint.api.plugin.Initializer;
import dev.adjoint.api.plugin.Layer;
import dev.adjoint.api.plugin.LayerScope;
import dev.adjoint.api.plugin.Loss;
import dev.adjoint.api.plugin.Metric;
import dev.adjoint.api.plugin.Optimizer;
import dev.adjoint.api.plugin.Regularizer;
import dev.adjoint.api.plugin.UpdateScope;
import dev.adjoint.runtime.data.Dataset;
import dev.adjoint.runtime.data.SplitMix64;
import dev.adjoint.runtime.interpreter.InterpreterBackend;
import dev.adjoint.runtime.model.ModelSpec;
import dev.adjoint.runtime.model.Network;
import java.util.Arrays;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The smallest plugins that training can be shown with. */
final class Small {
    static final Engine INTERPRETER = new Engine(new InterpreterBackend());

    private Small() {}

    /** y = w x for one number w. */
    static Model line(double start, double learningRate) {
        return Model.of(
                ModelSpec.of(
                        Network.input(1).then("line", new Scale(start)).build(),
                        new HalfSquares(Loss.Reduction.MEAN),
                        new Descent(learningRate)),
                INTERPRETER);
    }

    /** Rows of y = 3 x₁ - 2 x₂ + 1. */
    static Dataset plane(int rows) {
        SplitMix64 random = new SplitMix64(7);
        float[][] inputs = new float[rows][2];
        float[][] targets = new float[rows][1];
        for (int row = 0; row < rows; row++) {
            inputs[row] = new float[] {(float) random.nextDouble(), (float) random.nextDouble()};
            targets[row][0] = 3 * inputs[row][0] - 2 * inputs[row][1] + 1;
        }
        return Dataset.of(inputs, targets);
    }

    /** A model that can learn the plane. */
    static Model plane(Optimizer optimizer) {
        Network network = Network.input(2).then("affine", new Affine(1)).build();
        return Model.of(ModelSpec.of(network, new HalfSquares(Loss.Reduction.MEAN), optimizer), INTERPRETER);
    }

    /** y = x w, by one number w. */
    record Scale(double start) implements Layer {
        @Override
        public Tensor apply(LayerScope scope, Tensor x) {
            return x.mul(scope.parameter("w", Shape.of(1), new All(start)));
        }
    }

    /** y = x W + b. */
    record Affine(int units) implements Layer {
        @Override
        public Tensor apply(LayerScope scope, Tensor x) {
            Shape shape = Shape.of(x.shape().last(), units);
            return x.matmul(scope.parameter("kernel", shape, new Spread()))
                    .add(scope.parameter("bias", Shape.of(units), new All(0)));
        }
    }

    /** y = x W, with a penalty on W. */
    record Penalised(int units, double factor) implements Layer {
        @Override
        public Tensor apply(LayerScope scope, Tensor x) {
            Shape shape = Shape.of(x.shape().last(), units);
            return x.matmul(scope.parameter("kernel", shape, new Spread(), new Squares(factor)));
        }
    }

    /** factor Σ w². */
    record Squares(double factor) implements Regularizer {
        @Override
        public Tensor penalty(Tensor parameter) {
            return parameter.square().sum().mul(factor);
        }
    }

    /** y = tanh x. */
    record Bend() implements Layer {
        @Override
        public Tensor apply(LayerScope scope, Tensor x) {
            return x.tanh();
        }
    }

    /** y = √x, whose gradient is infinite at 0; NaN below. */
    record Root() implements Layer {
        @Override
        public Tensor apply(LayerScope scope, Tensor x) {
            return x.sqrt();
        }
    }

    /** y = x r for new random numbers in each step, and counts its rows. */
    record Shaken() implements Layer {
        @Override
        public Tensor apply(LayerScope scope, Tensor x) {
            Tensor seen = scope.state("seen", Shape.SCALAR, new All(0));
            scope.assign("seen", seen.add(Tensor.rows()));
            return scope.training() ? x.mul(scope.random(x.shape())) : x;
        }
    }

    /** Every number the same. */
    record All(double value) implements Initializer {
        @Override
        public void initialize(float[] values, Shape shape, RandomGenerator random) {
            Arrays.fill(values, (float) value);
        }
    }

    /** Numbers in [-1, 1). */
    record Spread() implements Initializer {
        @Override
        public void initialize(float[] values, Shape shape, RandomGenerator random) {
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (2 * random.nextDouble() - 1);
            }
        }
    }

    /** ½ Σ (p - t)². */
    record HalfSquares(Loss.Reduction reduction) implements Loss {
        @Override
        public Tensor apply(Tensor prediction, Tensor target) {
            Tensor squares = prediction.sub(target).square().mul(0.5);
            return squares.reshape(Shape.of(
                            Shape.ROWS, Math.toIntExact(prediction.shape().elements(1))))
                    .sum(-1);
        }
    }

    /** -log softmax(x)[t]. */
    record ClassError() implements Loss {
        @Override
        public Tensor apply(Tensor logits, Tensor target) {
            Tensor chosen = Functions.oneHot(target, logits.shape().last());
            return Functions.logSoftmax(logits, -1).mul(chosen).sum(-1).neg();
        }

        @Override
        public TensorType targetType(Shape prediction) {
            return new TensorType(DType.INT, prediction.remove(-1));
        }
    }

    /** w - η g. */
    record Descent(double learningRate) implements Optimizer {
        @Override
        public Tensor update(UpdateScope scope, Tensor parameter, Tensor gradient) {
            return parameter.sub(gradient.mul(scope.learningRate()));
        }
    }

    /** v ← ½ v + g / t, w ← w - η v: has a slot and depends on the step. */
    record Rolling(double learningRate) implements Optimizer {
        @Override
        public Tensor update(UpdateScope scope, Tensor parameter, Tensor gradient) {
            Tensor velocity = scope.assign("v", scope.slot("v").mul(0.5).add(gradient.div(scope.step())));
            return parameter.sub(velocity.mul(scope.learningRate()));
        }
    }

    /** The share of rows whose largest number stands at the target. */
    record Hits() implements Metric {
        @Override
        public Accumulator start(Shape prediction, Shape target) {
            int classes = prediction.last();
            return new Accumulator() {
                private int hits;
                private int count;

                @Override
                public void add(float[] predictions, float[] targets, int rows) {
                    for (int row = 0; row < rows; row++) {
                        int best = 0;
                        for (int c = 1; c < classes; c++) {
                            best = predictions[row * classes + c] > predictions[row * classes + best] ? c : best;
                        }
                        hits += best == (int) targets[row] ? 1 : 0;
                        count++;
                    }
                }

                @Override
                public Map<String, Double> results() {
                    return Map.of("hits", (double) hits / count);
                }
            };
        }
    }
}
