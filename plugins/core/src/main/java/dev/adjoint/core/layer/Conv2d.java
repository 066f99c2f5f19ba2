package dev.adjoint.core.layer;

import com.google.auto.service.AutoService;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Dot;
import dev.adjoint.api.plugin.Initializer;
import dev.adjoint.api.plugin.Layer;
import dev.adjoint.api.plugin.LayerScope;
import dev.adjoint.api.plugin.Regularizer;
import dev.adjoint.core.Bounds;
import dev.adjoint.core.initializer.GlorotUniform;
import dev.adjoint.core.initializer.Zeros;
import dev.adjoint.core.regularizer.None;
import java.util.List;

/**
 * y[p, q, f] = b[f] + Σ x[p · stride + i · dilation, q · stride + j · dilation, c] W[i, j, c, f] over i, j and c: the
 * cross-correlation of LeCun et al. 1989. Images have their channels last: input [n, height, width, channels], output
 * [n, height', width', filters], where height' = ⌊(height - (size - 1) dilation - 1) / stride⌋ + 1 for padding valid
 * and ⌈height / stride⌉ for padding same. Parameters: kernel [size..., channels, filters], bias [filters].
 *
 * @param filters the number of output channels
 * @param size the height and width of the kernel
 * @param stride how far the kernel moves along the height and the width
 * @param padding what the kernel meets at the border: it stays inside (valid), or zeros (same)
 * @param dilation how far apart the elements lie that the kernel meets
 * @param bias whether b is added
 * @param kernel the first values of W
 * @param biasInitializer the first values of b
 * @param regularizer the penalty on W
 */
@AutoService(Layer.class)
public record Conv2d(
        int filters,
        List<Integer> size,
        List<Integer> stride,
        Padding padding,
        List<Integer> dilation,
        boolean bias,
        Initializer kernel,
        Initializer biasInitializer,
        Regularizer regularizer)
        implements Layer {
    /** Contracts windows, [n, p, i, q, j, c], with a kernel, [i, j, c, f]. */
    private static final Dot CONTRACTION = new Dot(List.of(), List.of(), List.of(2, 4, 5), List.of(0, 1, 2));

    public Conv2d {
        Bounds.atLeast(1, filters, "filters");
        size = Sliding.pair(size, "size");
        stride = Sliding.pair(stride, "stride");
        dilation = Sliding.pair(dilation, "dilation");
    }

    public Conv2d() {
        this(1, 3);
    }

    /** A square kernel that stays inside of the image and moves by 1. */
    public Conv2d(int filters, int size) {
        this(filters, size, 1, Padding.VALID);
    }

    /** A square kernel. */
    public Conv2d(int filters, int size, int stride, Padding padding) {
        this(filters, List.of(size, size), List.of(stride, stride), padding, new GlorotUniform());
    }

    public Conv2d(int filters, List<Integer> size, List<Integer> stride, Padding padding, Initializer kernel) {
        this(filters, size, stride, padding, List.of(1, 1), true, kernel, new Zeros(), new None());
    }

    @Override
    public Tensor apply(LayerScope scope, Tensor x) {
        Sliding.expectImages(this, x);
        Shape shape = Shape.of(size.get(0), size.get(1), x.shape().last(), filters);
        Sliding rows = sliding(0);
        Sliding columns = sliding(1);
        Tensor padded = columns.padded(this, rows.padded(this, x, 1, 0), 2, 0);
        Tensor windows = columns.windows(rows.windows(padded, 1), 3);
        Tensor y = windows.dot(scope.parameter("kernel", shape, kernel, regularizer), CONTRACTION);
        return bias ? y.add(scope.parameter("bias", Shape.of(filters), biasInitializer)) : y;
    }

    private Sliding sliding(int axis) {
        return new Sliding(size.get(axis), stride.get(axis), dilation.get(axis), padding);
    }
}
