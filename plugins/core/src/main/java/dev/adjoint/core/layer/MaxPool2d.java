package dev.adjoint.core.layer;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.plugin.Layer;
import dev.adjoint.api.plugin.LayerScope;
import java.util.List;
import java.util.Optional;

/**
 * The largest number of each window of an image, channel by channel: along the width, then along the height. Input [n,
 * height, width, channels], output [n, height', width', channels], where height' = ⌊(height - size) / stride⌋ + 1 for
 * padding valid and ⌈height / stride⌉ for padding same; padding is never the largest. Of equal numbers, rows share the
 * gradient equally, and so do the numbers of a row.
 *
 * @param size the height and width of the window
 * @param stride how far the window moves along the height and the width; if absent, by its size
 * @param padding whether the window stays inside of the image (valid), or may reach beyond its border (same)
 */
@AutoService(Layer.class)
public record MaxPool2d(List<Integer> size, Optional<List<Integer>> stride, Padding padding) implements Layer {
    public MaxPool2d {
        size = Sliding.pair(size, "size");
        stride = stride.map(value -> Sliding.pair(value, "stride"));
    }

    public MaxPool2d() {
        this(2);
    }

    /** Square windows side by side. */
    public MaxPool2d(int size) {
        this(List.of(size, size), Optional.empty(), Padding.VALID);
    }

    /** Square windows. */
    public MaxPool2d(int size, int stride, Padding padding) {
        this(List.of(size, size), Optional.of(List.of(stride, stride)), padding);
    }

    @Override
    public Tensor apply(LayerScope scope, Tensor x) {
        Sliding.expectImages(this, x);
        Sliding rows = sliding(0);
        Sliding columns = sliding(1);
        double least = Double.NEGATIVE_INFINITY;
        Tensor padded = columns.padded(this, rows.padded(this, x, 1, least), 2, least);
        Tensor largestOfRows = columns.windows(padded, 2).max(3);
        return rows.windows(largestOfRows, 1).max(2);
    }

    private Sliding sliding(int axis) {
        return new Sliding(size.get(axis), stride.orElse(size).get(axis), 1, padding);
    }
}
