package dev.adjoint.codegen.emit;

import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Flip;
import dev.adjoint.api.op.Slice;

/**
 * Which elements of its input a view takes, in the notation of NumPy: {@code [:, 1::2]} is every other column from the second
 * on, and {@code [::-1]} all rows from the last to the first.
 */
final class Ranges {
    private Ranges() {}

    /** The ranges of the axes up to the one that is sliced or flipped; nothing for other views. */
    static String of(Tensor view) {
        if (view.op() instanceof Flip flip) {
            return of(flip.axis(), "::-1");
        }
        if (view.op() instanceof Slice slice) {
            return of(slice.axis(), range(slice, view.input(0).shape().size(slice.axis())));
        }
        return "";
    }

    private static String of(int axis, String range) {
        return "[" + ":, ".repeat(axis) + range + "]";
    }

    private static String range(Slice slice, int length) {
        if (slice.size() == 1) {
            return String.valueOf(slice.start());
        }
        int end = slice.start() + (slice.size() - 1) * slice.stride() + 1;
        boolean reachesEnd = end + slice.stride() > length;
        return (slice.start() == 0 ? "" : slice.start())
                + ":"
                + (reachesEnd ? "" : end)
                + (slice.stride() == 1 ? "" : ":" + slice.stride());
    }
}
