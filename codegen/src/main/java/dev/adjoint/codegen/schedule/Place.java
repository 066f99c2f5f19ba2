package dev.adjoint.codegen.schedule;

import dev.adjoint.api.graph.Shape;
import dev.adjoint.codegen.index.Affine;
import dev.adjoint.codegen.index.Size;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the elements of a tensor stand in a buffer.
 *
 * @param strides how far apart neighbours along each axis are
 */
public record Place(Buffer buffer, Affine base, List<Size> strides) {
    /** Row-major order from a base. */
    static Place rowMajor(Buffer buffer, Affine base, Shape shape) {
        List<Size> strides = new ArrayList<>();
        Size stride = Size.ONE;
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            strides.add(0, stride);
            stride = stride.times(Size.ofAxis(shape.size(axis)));
        }
        return new Place(buffer, base, strides);
    }

    /** Whether the elements of a tensor of a shape stand here in row-major order without gaps. */
    public boolean isRowMajor(Shape shape) {
        return equals(rowMajor(buffer, base, shape));
    }

    /** The offset of an element in the buffer. */
    public Affine offset(List<Affine> at) {
        Affine offset = base;
        for (int axis = 0; axis < strides.size(); axis++) {
            offset = offset.plus(at.get(axis).times(strides.get(axis)));
        }
        return offset;
    }

    /** Every {@code step}-th position of an axis, from {@code start} on. */
    Place part(int axis, int start, int step) {
        Size stride = strides.get(axis);
        List<Size> changed = new ArrayList<>(strides);
        changed.set(axis, stride.times(new Size(step, 0)));
        return new Place(buffer, base.plus(Affine.of(start).times(stride)), changed);
    }

    /** One slice of the leading axis. */
    Place slice(Affine position) {
        return new Place(buffer, base.plus(position.times(strides.get(0))), strides.subList(1, strides.size()));
    }
}
