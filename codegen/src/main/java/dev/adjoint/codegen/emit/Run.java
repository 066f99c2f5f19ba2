package dev.adjoint.codegen.emit;

import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.codegen.index.Affine;
import dev.adjoint.codegen.index.Atom;
import dev.adjoint.codegen.index.Size;
import dev.adjoint.codegen.index.Views;
import dev.adjoint.codegen.schedule.Layout;
import dev.adjoint.codegen.schedule.Place;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Numbers that stand side by side in memory, as many as a loop has turns: copied as a whole. C2 makes no vectors of a loop that
 * copies from one place of an array to another place of another one: for all it knows, they could be the same.
 *
 * @param first where the first of them stands
 */
record Run(String array, Affine first) {
    /** Fewer are copied as fast one by one. */
    private static final int LEAST = 16;

    /** The elements of a tensor along a counter, if they are in memory as they are, side by side and enough of them. */
    static Optional<Run> of(KernelContext kernel, Tensor tensor, List<Affine> at, Atom.Counter along) {
        Layout layout = kernel.schedule().layout();
        Tensor base = tensor;
        List<Affine> position = at;
        while (base.dtype() != DType.BOOL) {
            Layout.Source source = layout.source(base);
            if (source != null) {
                base = source.outer();
                position = source.position(position);
            } else if (kernel.isLoaded(base)) {
                return of(kernel, layout.place(base), position, along);
            } else if (Views.isView(base)) {
                position = Views.inputPosition(base, position);
                base = base.input(0);
            } else {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** The elements of a place along a counter, if they stand side by side and are enough. */
    static Optional<Run> of(KernelContext kernel, @Nullable Place place, List<Affine> at, Atom.Counter along) {
        if (place == null || along.extent().at(kernel.target().capacity()) < LEAST) {
            return Optional.empty();
        }
        Affine offset = place.offset(at);
        return Tiling.stride(offset, along) == 1
                ? Optional.of(new Run(place.buffer().name(), offset.substitute(along, Affine.ZERO)))
                : Optional.empty();
    }

    /** Copies so many of them from here. */
    String copyTo(Run other, Size count) {
        return "System.arraycopy(" + array + ", " + first + ", " + other.array + ", " + other.first + ", " + count
                + ");";
    }
}
