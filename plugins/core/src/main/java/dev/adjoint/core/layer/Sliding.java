package dev.adjoint.core.layer;

import dev.adjoint.api.ConfigurationException;
import dev.adjoint.api.ShapeException;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.plugin.Layer;
import java.util.List;

/**
 * A window that slides along one axis.
 *
 * @param size how many elements it shows
 * @param stride how far it moves
 * @param dilation how far its elements lie apart
 */
record Sliding(int size, int stride, int dilation, Padding padding) {
    /** The window's place among all elements that it may show, from {@code before} the first one of the axis. */
    private record Reach(int positions, int before, int after) {}

    /** Throws unless the value is one positive number for the height and one for the width. */
    static List<Integer> pair(List<Integer> value, String name) {
        if (value.size() != 2 || value.stream().anyMatch(size -> size < 1)) {
            throw new ConfigurationException(name + " must be [height, width], both at least 1, but was " + value);
        }
        return List.copyOf(value);
    }

    /** Throws unless the input is images. */
    static void expectImages(Layer layer, Tensor x) {
        if (x.shape().rank() != 4 || x.shape().row().hasRows()) {
            throw new ShapeException(layer.pluginName()
                    + " works on images: expected an input of shape [n, height, width, channels], but got "
                    + x.shape());
        }
    }

    /** The input with the padding that this window needs along an axis. */
    Tensor padded(Layer layer, Tensor x, int axis, double value) {
        Reach reach = reach(x.shape().size(axis));
        if (reach.positions() < 1) {
            throw new ShapeException(layer.pluginName() + " slides a window over " + span() + " elements along axis "
                    + axis + " of " + x.shape() + ", which has only "
                    + x.shape().size(axis) + "; expected a smaller size or dilation, a larger input, or padding: same");
        }
        return reach.before() + reach.after() == 0 ? x : x.pad(axis, reach.before(), reach.after(), 0, value);
    }

    /** The windows of a padded input: the axis becomes position and place in the window. */
    Tensor windows(Tensor padded, int axis) {
        return padded.window(axis, size, stride, dilation);
    }

    /** How many elements the window shows at each position that are not padding. */
    double[] counts(int length) {
        Reach reach = reach(length);
        double[] counts = new double[reach.positions()];
        for (int position = 0; position < counts.length; position++) {
            for (int place = 0; place < size; place++) {
                long at = (long) position * stride + (long) place * dilation - reach.before();
                counts[position] += at >= 0 && at < length ? 1 : 0;
            }
        }
        return counts;
    }

    private Reach reach(int length) {
        if (padding == Padding.VALID) {
            return new Reach(span() > length ? 0 : (int) ((length - span()) / stride) + 1, 0, 0);
        }
        int positions = (int) ((length - 1L) / stride) + 1;
        long missing = Math.max(0, (positions - 1L) * stride + span() - length);
        if (missing > Integer.MAX_VALUE - length) {
            throw new ShapeException("a window over " + span() + " elements needs more padding than there can be");
        }
        return new Reach(positions, (int) missing / 2, (int) (missing - missing / 2));
    }

    private long span() {
        return (size - 1L) * dilation + 1;
    }
}
