package dev.adjoint.core.layer;

import com.google.auto.service.AutoService;
import dev.adjoint.api.ShapeException;
import dev.adjoint.api.graph.Functions;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.plugin.Layer;
import dev.adjoint.api.plugin.LayerScope;
import java.util.stream.IntStream;

/**
 * The mean of each channel over all places (Lin et al. 2014). Input [n, ..., channels], such as [n, height, width,
 * channels] or [n, steps, channels]; output [n, channels].
 */
@AutoService(Layer.class)
public record GlobalAveragePool() implements Layer {
    @Override
    public Tensor apply(LayerScope scope, Tensor x) {
        int rank = x.shape().rank();
        if (rank < 3) {
            throw new ShapeException(pluginName() + " averages over the axes between the rows and the channels: "
                    + "expected an input of shape [n, ..., channels] with at least three axes, but got " + x.shape());
        }
        return Functions.mean(x, IntStream.range(1, rank - 1).toArray());
    }
}
