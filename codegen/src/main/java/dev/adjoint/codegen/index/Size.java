package dev.adjoint.codegen.index;

import dev.adjoint.api.graph.Shape;
import java.util.List;

/** {@code factor * rows^power}: a number that may depend on the number of rows. */
public record Size(long factor, int power) {
    public static final Size ONE = new Size(1, 0);
    /** Of what has no elements. */
    public static final Size NONE = new Size(0, 0);

    /** The size of an axis as a {@link Shape} states it. */
    public static Size ofAxis(int axisSize) {
        return axisSize > 0 ? new Size(axisSize, 0) : new Size(-(long) axisSize, 1);
    }

    /** The product of the sizes of axes. */
    public static Size product(List<Integer> axisSizes) {
        return axisSizes.stream().map(Size::ofAxis).reduce(ONE, Size::times);
    }

    /** The number of elements of a tensor. */
    public static Size elements(Shape shape) {
        return product(shape.sizes());
    }

    /** The greatest common divisor of two numbers of which the second may be 0. */
    public static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    public Size times(Size other) {
        return new Size(Math.multiplyExact(factor, other.factor), power + other.power);
    }

    /** Whether this is a whole multiple of the other for every number of rows, as far as factors show. */
    public boolean isMultipleOf(Size other) {
        return power >= other.power && factor % other.factor == 0;
    }

    public Size dividedBy(Size other) {
        return new Size(factor / other.factor, power - other.power);
    }

    public boolean isFixed() {
        return power == 0;
    }

    public boolean isOne() {
        return factor == 1 && power == 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Size size && factor == size.factor && power == size.power;
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(factor) + power;
    }

    public long at(long rows) {
        long value = factor;
        for (int i = 0; i < power; i++) {
            value = Math.multiplyExact(value, rows);
        }
        return value;
    }

    /** As a Java expression: {@code 10}, {@code rows}, {@code rows * 10}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < power; i++) {
            text.append(i == 0 ? "rows" : " * rows");
        }
        if (power == 0) {
            return Long.toString(factor);
        }
        return factor == 1 ? text.toString() : text + " * " + factor;
    }
}
