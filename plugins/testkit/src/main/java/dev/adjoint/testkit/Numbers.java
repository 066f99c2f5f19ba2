package dev.adjoint.testkit;

import dev.adjoint.api.graph.Shape;
import java.util.ArrayList;
import java.util.List;
import org.opentest4j.AssertionFailedError;

/** Comparison of arrays; a failure names the place. */
final class Numbers {
    private Numbers() {}

    /** Equal bits, where one NaN is as good as another. */
    static void assertSameBits(String what, Shape shape, float[] expected, float[] actual) {
        for (int i = 0; i < shape.elements(); i++) {
            if (Float.floatToIntBits(expected[i]) != Float.floatToIntBits(actual[i])) {
                throw new AssertionFailedError(
                        what + place(shape, i) + " is " + actual[i] + ", expected " + expected[i] + " to the bit");
            }
        }
    }

    /** Equal up to a share of the largest expected number, or of 1 if that is larger. */
    static void assertClose(String what, Shape shape, double[] expected, double[] actual, double share) {
        double scale = 1;
        for (double value : expected) {
            scale = Math.max(scale, Math.abs(value));
        }
        for (int i = 0; i < expected.length; i++) {
            if (!(Math.abs(expected[i] - actual[i]) <= share * scale)) {
                throw new AssertionFailedError(what + place(shape, i) + " is " + actual[i] + ", expected " + expected[i]
                        + " up to " + share * scale);
            }
        }
    }

    static void assertNoNaN(String what, Shape shape, double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (Double.isNaN(values[i])) {
                throw new AssertionFailedError(what + place(shape, i) + " is NaN");
            }
        }
    }

    /** {@code [2, 0]}: the indices of an element that has the given place in row-major order. */
    static String place(Shape shape, int index) {
        List<Integer> indices = new ArrayList<>();
        int rest = index;
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            indices.add(0, rest % shape.size(axis));
            rest /= shape.size(axis);
        }
        return indices.toString();
    }
}
