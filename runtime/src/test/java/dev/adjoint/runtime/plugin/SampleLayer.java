package dev.adjoint.runtime.plugin;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.plugin.Initializer;
import dev.adjoint.api.plugin.Layer;
import dev.adjoint.api.plugin.LayerScope;
import dev.adjoint.api.plugin.Loss.Reduction;
import java.util.List;
import java.util.Optional;

/** A layer with a component of every type. */
@AutoService(Layer.class)
public record SampleLayer(
        int units,
        long seed,
        float keep,
        double learningRate,
        boolean bias,
        String title,
        Reduction reduction,
        List<Integer> sizes,
        Optional<Double> clip,
        Initializer kernel,
        List<Layer> parts,
        Border border)
        implements Layer {
    /** A record that is no plugin. */
    public record Border(int left, int right) {}

    public SampleLayer() {
        this(
                1,
                7,
                0.1f,
                1e-3,
                true,
                "a title",
                Reduction.MEAN,
                List.of(2, 3),
                Optional.empty(),
                new SampleInitializer(),
                List.of(),
                new Border(1, 2));
    }

    public SampleLayer {
        if (units < 1) {
            throw new IllegalArgumentException("units must be at least 1, but was " + units);
        }
    }

    @Override
    public Tensor apply(LayerScope scope, Tensor input) {
        return input;
    }
}
