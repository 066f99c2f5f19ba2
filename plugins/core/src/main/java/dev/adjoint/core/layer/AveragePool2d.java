package dev.adjoint.core.layer;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.plugin.Layer;
import dev.adjoint.api.plugin.LayerScope;
import java.util.List;
import java.util.Optional;

/**
 * The mean of each window of an image, channel by channel, over what is not padding. Input [n, height, width,
 * channels], output [n, height', width', channels], where height' = ⌊(height - size) / stride⌋ + 1 for padding valid
 * and ⌈height / stride⌉ for padding same.
 *
 * @param size the height and width of the window
 * @param stride how far the window moves along the height and the width; if absent, by its size
 * @param padding whether the window stays inside of the image (valid), or may reach beyond its border (same)
 */
@AutoService(Layer.class)
public record AveragePool2d(List<Integer> size, Optional<List<Integer>> stride, Padding padding) implements Layer {
    public AveragePool2d {
        size = Sliding.pair(size, "size");
        stride = stride.map(value -> Sliding.pair(value, "stride"));
    }

    public AveragePool2d() {
        this(2);
    }

    /** Square windows side by side. */
    public AveragePool2d(int size) {
        this(List.of(size, size), Optional.empty(), Padding.VALID);
    }

    /** Square windows. */
    public AveragePool2d(int size, int stride, Padding padding) {
        this(List.of(size, size), Optional.of(List.of(stride, stride)), padding);
    }

    @Override
    public Tensor apply(LayerScope scope, Tensor x) {
        Sliding.expectImages(this, x);
        Sliding rows = sliding(0);
        Sliding columns = sliding(1);
        Tensor padded = columns.padded(this, rows.padded(this, x, 1, 0), 2, 0);
        Tensor sums = rows.windows(columns.windows(padded, 2).sum(3), 1).sum(2);
        return padding == Padding.VALID ? sums.div(size.get(0) * size.get(1)) : sums.div(counts(x.shape()));
    }

    /** How many numbers are added at each place, [height', width', 1]. */
    private Tensor counts(Shape images) {
        double[] rows = sliding(0).counts(images.size(1));
        double[] columns = sliding(1).counts(images.size(2));
        double[] counts = new double[rows.length * columns.length];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = rows[i / columns.length] * columns[i % columns.length];
        }
        return Tensor.constant(Shape.of(rows.length, columns.length, 1), counts);
    }

    private Sliding sliding(int axis) {
        return new Sliding(size.get(axis), stride.orElse(size).get(axis), 1, padding);
    }
}
