package dev.adjoint.codegen.schedule;

import dev.adjoint.api.graph.Shape;
import dev.adjoint.codegen.index.Affine;
import dev.adjoint.codegen.index.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the elements of a tensor stand in a buffer.
 *
 * @param room how many elements may be written along the last axis, where that is more than the axis has; else 0
 */
public record Place(Buffer buffer, Affine base, List<Stride> strides, int room) {
    /** Row-major order from a base. */
    static Place rowMajor(Buffer buffer, Affine base, Shape shape) {
        return rowMajor(buffer, base, shape, 0);
    }

    /** Row-major order, with room for so many elements in each row. */
    static Place rowMajor(Buffer buffer, Affine base, Shape shape, int room) {
        List<Stride> strides = new ArrayList<>();
        Size stride = Size.ONE;
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            strides.add(0, Stride.of(stride));
            boolean roomy = room > 0 && axis == shape.rank() - 1;
            stride = stride.times(roomy ? new Size(room, 0) : Size.ofAxis(shape.size(axis)));
        }
        return new Place(buffer, base, strides, room);
    }

    /** Row-major order of the axes in another order, the outermost one first. */
    static Place inOrder(Buffer buffer, Shape shape, List<Integer> order) {
        Stride[] strides = new Stride[order.size()];
        Size stride = Size.ONE;
        for (int i = order.size() - 1; i >= 0; i--) {
            strides[order.get(i)] = Stride.of(stride);
            stride = stride.times(Size.ofAxis(shape.size(order.get(i))));
        }
        return new Place(buffer, Affine.ZERO, List.of(strides), 0);
    }

    /** Panels of the last axis one behind the other, each in row-major order. */
    static Place panels(Buffer buffer, Shape shape, int width, int room) {
        List<Stride> strides = new ArrayList<>();
        Size stride = new Size(width, 0);
        for (int axis = shape.rank() - 2; axis >= 0; axis--) {
            strides.add(0, Stride.of(stride));
            stride = stride.times(Size.ofAxis(shape.size(axis)));
        }
        strides.add(new Stride(Size.ONE, width, stride));
        return new Place(buffer, Affine.ZERO, strides, room);
    }

    /** The columns of a matrix one behind the other, each with room for so many elements. */
    static Place columns(Buffer buffer, int room) {
        List<Stride> strides = List.of(Stride.of(Size.ONE), Stride.of(new Size(room, 0)));
        return new Place(buffer, Affine.ZERO, strides, 0);
    }

    /** Whether the elements of a tensor of a shape stand here in row-major order without gaps. */
    public boolean isRowMajor(Shape shape) {
        return strides.equals(rowMajor(buffer, base, shape).strides());
    }

    /** Whether the elements of a tensor of a shape stand here in panels without gaps, however far apart the panels are. */
    boolean isInPanels(Shape shape) {
        if (panel() == 0) {
            return false;
        }
        int last = strides.size() - 1;
        List<Stride> dense = panels(buffer, shape, panel(), 0).strides();
        return strides.get(last).step().isOne() && strides.subList(0, last).equals(dense.subList(0, last));
    }

    /** How wide the panels of the last axis are; 0 where it has none. */
    int panel() {
        return strides.isEmpty() ? 0 : block(strides.size() - 1);
    }

    /** The offset of an element in the buffer. */
    public Affine offset(List<Affine> at) {
        Affine offset = base;
        for (int axis = 0; axis < strides.size(); axis++) {
            offset = offset.plus(strides.get(axis).offset(at.get(axis)));
        }
        return offset;
    }

    /** The offset of the element of a number in row-major order, for a number of rows. */
    public int offset(Shape shape, int element, int rows) {
        long offset = 0;
        long rest = element;
        for (int axis = strides.size() - 1; axis >= 0; axis--) {
            long size = Size.ofAxis(shape.size(axis)).at(rows);
            offset += strides.get(axis).offset(rest % size, rows);
            rest /= size;
        }
        return Math.toIntExact(offset);
    }

    /**
     * How many elements of a shape stand one behind the other wherever a multiple of as many begins, in row-major order as
     * well as here.
     */
    public int run(Shape shape, int rows) {
        int last = strides.size() - 1;
        if (last < 0 || !strides.get(last).step().equals(Size.ONE)) {
            return 1;
        }
        int size = Math.toIntExact(Size.ofAxis(shape.size(last)).at(rows));
        int block = block(last);
        return block == 0 ? size : size % block == 0 ? block : 1;
    }

    /** How wide the blocks of an axis are; 0 where it has none. */
    public int block(int axis) {
        return strides.get(axis).block();
    }

    /** The same place for a shape of which some consecutive axes are one axis of the shape that stands here, if there are such. */
    Optional<Place> split(Shape shape, Shape finer) {
        List<Stride> split = new ArrayList<>();
        int next = finer.rank() - 1;
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            Size whole = Size.ofAxis(shape.size(axis));
            Stride stride = strides.get(axis);
            if (next < 0 || stride.block() > 0) {
                return Optional.empty();
            }
            Size part = Size.ofAxis(finer.size(next--));
            split.add(0, stride);
            while (!part.equals(whole)) {
                if (next < 0 || !whole.isMultipleOf(part)) {
                    return Optional.empty();
                }
                split.add(0, Stride.of(stride.step().times(part)));
                part = part.times(Size.ofAxis(finer.size(next--)));
            }
        }
        return next < 0 ? Optional.of(new Place(buffer, base, split, 0)) : Optional.empty();
    }

    /** Every {@code step}-th position of an axis, from {@code start} on; where it has blocks, all from the start of one on. */
    Place part(int axis, int start, int step) {
        Stride stride = strides.get(axis);
        List<Stride> changed = new ArrayList<>(strides);
        if (stride.block() == 0) {
            changed.set(axis, Stride.of(stride.step().times(new Size(step, 0))));
        } else if (start % stride.block() != 0 || step != 1) {
            throw new IllegalArgumentException("every " + step + " from " + start + " in blocks of " + stride.block());
        }
        return new Place(buffer, base.plus(stride.offset(Affine.of(start))), changed, 0);
    }

    /** Whether the elements along an axis stand so far apart. */
    boolean isStep(int axis, Size step) {
        return strides.get(axis).block() == 0 && strides.get(axis).step().equals(step);
    }

    /** The same elements so much further behind. */
    Place behind(Affine distance) {
        return new Place(buffer, base.plus(distance), strides, room);
    }

    /** One slice of the leading axis. */
    Place slice(Affine position) {
        return new Place(buffer, base.plus(strides.get(0).offset(position)), strides.subList(1, strides.size()), 0);
    }
}
