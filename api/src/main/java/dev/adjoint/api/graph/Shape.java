package dev.adjoint.api.graph;

import dev.adjoint.api.ShapeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The sizes of a tensor's axes, outermost first. A size is a positive number, or {@link #ROWS}, the number of rows
 * (samples) that is known only when the program runs; {@code k * ROWS} stands for k times that number.
 *
 * @param sizes the size of each axis; empty for a scalar
 */
public record Shape(List<Integer> sizes) {
    /** The size of the axis that runs over the rows of a batch; written {@code n} in messages. */
    public static final int ROWS = -1;

    public static final Shape SCALAR = new Shape(List.of());

    public Shape {
        sizes = List.copyOf(sizes);
        if (sizes.contains(0)) {
            throw new ShapeException("a shape may not have an axis of size 0: " + text(sizes)
                    + "; expected positive sizes, or Shape.ROWS for the rows of a batch");
        }
    }

    public static Shape of(int... sizes) {
        return new Shape(Arrays.stream(sizes).boxed().toList());
    }

    public int rank() {
        return sizes.size();
    }

    /** The size of an axis; negative axes count from the end. */
    public int size(int axis) {
        return sizes.get(axis(axis));
    }

    /** The size of the last axis. */
    public int last() {
        return size(-1);
    }

    /** The axis as a number from 0 to rank - 1; negative axes count from the end. */
    public int axis(int axis) {
        int resolved = axis < 0 ? axis + rank() : axis;
        if (resolved < 0 || resolved >= rank()) {
            throw new ShapeException("axis " + axis + " does not exist in shape " + this + "; expected "
                    + (rank() == 0 ? "no axis, it is a scalar" : -rank() + " to " + (rank() - 1)));
        }
        return resolved;
    }

    /** The number from 0 to rank of an axis that is to be inserted; negative axes count from the end of the result. */
    public int newAxis(int axis) {
        int resolved = axis < 0 ? axis + rank() + 1 : axis;
        if (resolved < 0 || resolved > rank()) {
            throw new ShapeException("axis " + axis + " cannot be inserted into shape " + this + "; expected "
                    + -(rank() + 1) + " to " + rank());
        }
        return resolved;
    }

    /** Whether some size depends on the number of rows. */
    public boolean hasRows() {
        for (int size : sizes) {
            if (size < 0) {
                return true;
            }
        }
        return false;
    }

    /** This shape for a known number of rows. */
    public Shape withRows(int rows) {
        return new Shape(sizes.stream().map(size -> resolve(size, rows)).toList());
    }

    /**
     * How many elements a tensor of this shape has, for a number of rows.
     *
     * @throws ShapeException if they cannot be counted
     */
    public long elements(int rows) {
        long elements = 1;
        for (int size : sizes) {
            long resolved = size < 0 ? -(long) size * rows : size;
            if (resolved > Long.MAX_VALUE / elements) {
                throw new ShapeException(
                        "shape " + this + " has more than 2^63 - 1 elements" + (hasRows() ? " for n = " + rows : ""));
            }
            elements *= resolved;
        }
        return elements;
    }

    /** How many elements a tensor of this shape has; the shape must not depend on the number of rows. */
    public long elements() {
        if (hasRows()) {
            throw new ShapeException("the size of " + this + " depends on the number of rows");
        }
        return elements(1);
    }

    /** The shape of one row: this shape without its leading axis of rows. */
    public Shape row() {
        if (rank() == 0 || size(0) != ROWS) {
            throw new ShapeException("expected a shape that begins with the rows, [n, ...], but got " + this);
        }
        return remove(0);
    }

    /** This shape with one more axis in front, over the rows of a batch. */
    public Shape batched() {
        return insert(0, ROWS);
    }

    /** This shape with one more axis, number {@code axis} of the result; negative axes count from its end. */
    public Shape insert(int axis, int size) {
        List<Integer> result = new ArrayList<>(sizes);
        result.add(newAxis(axis), size);
        return new Shape(result);
    }

    /** This shape without one of its axes. */
    public Shape remove(int axis) {
        List<Integer> result = new ArrayList<>(sizes);
        result.remove(axis(axis));
        return new Shape(result);
    }

    /** This shape with another size of one axis. */
    public Shape replace(int axis, int size) {
        List<Integer> result = new ArrayList<>(sizes);
        result.set(axis(axis), size);
        return new Shape(result);
    }

    /** The value of a size for a number of rows. */
    public static int resolve(int size, int rows) {
        if (size > 0) {
            return size;
        }
        long resolved = -(long) size * rows;
        if (resolved > Integer.MAX_VALUE) {
            throw new ShapeException("a size of " + -(long) size + "n is more than 2^31 - 1 for n = " + rows);
        }
        return (int) resolved;
    }

    /** {@code [n, 28, 28]}; {@code [32n, 16]} for 32 times the rows; {@code []} for a scalar. */
    @Override
    public String toString() {
        return text(sizes);
    }

    private static String text(List<Integer> sizes) {
        return sizes.stream()
                .map(size -> size >= 0 ? "" + size : size == ROWS ? "n" : -(long) size + "n")
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
