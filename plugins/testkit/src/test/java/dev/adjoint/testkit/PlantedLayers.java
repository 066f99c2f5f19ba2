package dev.adjoint.testkit;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.CustomKernel;
import dev.adjoint.api.plugin.Initializer;
import dev.adjoint.api.plugin.Kernel;
import dev.adjoint.api.plugin.Layer;
import dev.adjoint.api.plugin.LayerScope;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/** A sound layer, and layers with one fault each. */
final class PlantedLayers {
    private static final AtomicInteger CALLS = new AtomicInteger();

    private PlantedLayers() {}

    /** tanh(scale · x) with a trained scale. */
    @AutoService(Layer.class)
    public record Sound(double start) implements Layer {
        public Sound() {
            this(0.5);
        }

        @Override
        public Tensor apply(LayerScope scope, Tensor x) {
            return x.mul(scope.parameter("scale", Shape.SCALAR, new Filled(start)))
                    .tanh();
        }
    }

    /** One value everywhere. */
    @AutoService(Initializer.class)
    public record Filled(double value) implements Initializer {
        public Filled() {
            this(1);
        }

        @Override
        public void initialize(float[] values, Shape shape, RandomGenerator random) {
            Arrays.fill(values, (float) value);
        }
    }

    /** x³ by a kernel whose derivative is slope · x². */
    @AutoService(Kernel.class)
    public record Cube(float slope) implements Kernel {
        public Cube() {
            this(3);
        }

        @Override
        public Shape outputShape(List<Shape> inputs) {
            return inputs.get(0);
        }

        @Override
        public void forward(float[][] inputs, float[] output, int rows) {
            for (int i = 0; i < output.length; i++) {
                output[i] = inputs[0][i] * inputs[0][i] * inputs[0][i];
            }
        }

        @Override
        public void backward(
                float[][] inputs, float[] output, float[] outputGradient, float[][] inputGradients, int rows) {
            for (int i = 0; i < output.length; i++) {
                inputGradients[0][i] = slope * inputs[0][i] * inputs[0][i] * outputGradient[i];
            }
        }
    }

    /** x³; wrong if its slope is not 3. */
    @AutoService(Layer.class)
    public record Cubic(Cube kernel) implements Layer {
        public Cubic() {
            this(new Cube());
        }

        @Override
        public Tensor apply(LayerScope scope, Tensor x) {
            return Tensor.of(new CustomKernel(kernel), x);
        }
    }

    /** Adds the number of times it ran. */
    @AutoService(Kernel.class)
    public record Counting() implements Kernel {
        @Override
        public Shape outputShape(List<Shape> inputs) {
            return inputs.get(0);
        }

        @Override
        public void forward(float[][] inputs, float[] output, int rows) {
            int calls = CALLS.incrementAndGet() % 7;
            for (int i = 0; i < output.length; i++) {
                output[i] = inputs[0][i] + calls;
            }
        }

        @Override
        public void backward(
                float[][] inputs, float[] output, float[] outputGradient, float[][] inputGradients, int rows) {
            System.arraycopy(outputGradient, 0, inputGradients[0], 0, output.length);
        }
    }

    /** Multiplies by the number of times it was called. */
    @AutoService(Layer.class)
    public record Moody() implements Layer {
        @Override
        public Tensor apply(LayerScope scope, Tensor x) {
            return x.mul(CALLS.incrementAndGet() % 7 + 1);
        }
    }

    /** Starts its bias at the number of times it was called. */
    @AutoService(Layer.class)
    public record MoodyStart() implements Layer {
        @Override
        public Tensor apply(LayerScope scope, Tensor x) {
            return x.add(scope.parameter("bias", Shape.SCALAR, new Filled(CALLS.incrementAndGet() % 7)));
        }
    }

    /** Halves what it is given, each time it is read. */
    @AutoService(Layer.class)
    public record Shrinking(double factor) implements Layer {
        public Shrinking {
            factor = factor / 2;
        }

        public Shrinking() {
            this(1);
        }

        @Override
        public Tensor apply(LayerScope scope, Tensor x) {
            return x.mul(factor);
        }
    }

    /** Not announced to ServiceLoader. */
    public record Hidden() implements Layer {
        @Override
        public Tensor apply(LayerScope scope, Tensor x) {
            return x;
        }
    }

    /** Subtracts the mean over the rows. */
    @AutoService(Layer.class)
    public record Mixing() implements Layer {
        @Override
        public Tensor apply(LayerScope scope, Tensor x) {
            return x.sub(x.sum(0).div(Tensor.rows()));
        }
    }

    /** e^x / Σ e^x, which overflows. */
    @AutoService(Layer.class)
    public record Overflowing() implements Layer {
        @Override
        public Tensor apply(LayerScope scope, Tensor x) {
            Tensor e = x.exp();
            return e.div(e.sum(-1).expand(-1, x.shape().last()));
        }
    }

    /** (x + 10⁵) - 10⁵, which cancels. */
    @AutoService(Layer.class)
    public record Cancelling() implements Layer {
        @Override
        public Tensor apply(LayerScope scope, Tensor x) {
            return x.add(1e5).sub(1e5);
        }
    }

    /** Throws what is no ShapeException if rows are scalars. */
    @AutoService(Layer.class)
    public record Careless() implements Layer {
        @Override
        public Tensor apply(LayerScope scope, Tensor x) {
            return x.mul(x.shape().sizes().get(1));
        }
    }

    /** ⌊x⌋, which {@link PlantedBackend} gets wrong. */
    @AutoService(Layer.class)
    public record Floor() implements Layer {
        @Override
        public Tensor apply(LayerScope scope, Tensor x) {
            return x.floor();
        }
    }

    /** |x|, which {@link PlantedBackend} gets wrong if there is room for more rows than there are. */
    @AutoService(Layer.class)
    public record Absolute() implements Layer {
        @Override
        public Tensor apply(LayerScope scope, Tensor x) {
            return x.abs();
        }
    }

    /** The error function, which the variant of {@link PlantedBackend} gets wrong. */
    @AutoService(Layer.class)
    public record Erf() implements Layer {
        @Override
        public Tensor apply(LayerScope scope, Tensor x) {
            return x.erf();
        }
    }
}
