package dev.adjoint.testkit;

import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.runtime.autodiff.Tangents;
import dev.adjoint.runtime.interpreter.Precision;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.opentest4j.AssertionFailedError;

/** The laws of derivatives, in double precision. */
final class GradientLaws {
    private static final int ROWS = 3;
    /** How many elements of a leaf are moved; the others are left to chance. */
    private static final int ELEMENTS = 48;

    private GradientLaws() {}

    static List<Law> of(Supplier<Subject> subject) {
        return List.of(
                new Law("its gradient equals central differences", () -> centralDifferences(subject.get())),
                new Law(
                        "its forward and reverse derivatives are transposes of each other",
                        () -> transpose(subject.get())));
    }

    /**
     * d⟨u, f(x)⟩ / dx from both sides of x. The error of the difference is about h² f''' / 6 plus the rounding of f
     * over h; a kernel computes in single precision and needs a larger h.
     */
    private static void centralDifferences(Subject subject) {
        RandomGenerator random = Seed.random();
        Sample sample = subject.sample(ROWS, random);
        List<Leaf> cotangents = subject.cotangents();
        Sample u = Sample.draw(cotangents, ROWS, random, Domain::usual);
        List<double[]> gradients = sample.and(u)
                .evaluate(Precision.DOUBLE, subject.gradients(cotangents).gradients());

        double step = subject.hasKernel() ? 1e-2 : 1e-5;
        double tolerance = subject.hasKernel() ? 2e-3 : 1e-6;
        List<Leaf> targets = subject.targets();
        for (int t = 0; t < targets.size(); t++) {
            double[] gradient = gradients.get(t);
            double[] x = sample.of(targets.get(t));
            double scale = scale(gradient);
            for (int i : places(gradient.length, random)) {
                double middle = x[i];
                x[i] = middle + step;
                double above = dot(u.all(), sample.evaluate(Precision.DOUBLE, subject.smoothOutputs()));
                x[i] = middle - step;
                double below = dot(u.all(), sample.evaluate(Precision.DOUBLE, subject.smoothOutputs()));
                x[i] = middle;
                double difference = (above - below) / (2 * step);
                if (!(Math.abs(gradient[i] - difference) <= tolerance * scale)) {
                    Shape shape = targets.get(t).tensor().shape().withRows(ROWS);
                    throw new AssertionFailedError(
                            "the gradient by " + targets.get(t).name()
                                    + Numbers.place(shape, i) + " is " + gradient[i] + " but the central difference is "
                                    + difference);
                }
            }
        }
    }

    /** ⟨J v, u⟩ = ⟨v, Jᵀ u⟩ for random u and v. */
    private static void transpose(Subject subject) {
        Assumptions.assumeFalse(subject.hasKernel(), "a kernel states no forward derivative");
        RandomGenerator random = Seed.random();
        Sample sample = subject.sample(ROWS, random);
        List<Leaf> cotangents = subject.cotangents();
        List<Leaf> targets = subject.targets();
        List<Leaf> tangents = new ArrayList<>();
        Map<Tensor, Tensor> tangentOf = new LinkedHashMap<>();
        for (Leaf target : targets) {
            Leaf tangent = Leaf.input(
                    "tangent" + (tangents.size() + 1),
                    Domain.NUMBERS,
                    target.tensor().shape());
            tangents.add(tangent);
            tangentOf.put(target.tensor(), tangent.tensor());
        }
        Sample u = Sample.draw(cotangents, ROWS, random, Domain::usual);
        Sample v = Sample.draw(tangents, ROWS, random, Domain::usual);
        Sample all = sample.and(u).and(v);

        List<double[]> jv = all.evaluate(Precision.DOUBLE, Tangents.jvp(subject.smoothOutputs(), tangentOf));
        List<double[]> ju =
                all.evaluate(Precision.DOUBLE, subject.gradients(cotangents).gradients());
        double forward = dot(u.all(), jv);
        double reverse = dot(v.all(), ju);
        double scale = 1;
        for (double[] part : ju) {
            scale += scale(part) * part.length;
        }
        if (!(Math.abs(forward - reverse) <= 1e-12 * scale)) {
            throw new AssertionFailedError("⟨J v, u⟩ is " + forward + " but ⟨v, Jᵀ u⟩ is " + reverse);
        }
    }

    private static double dot(Iterable<double[]> left, List<double[]> right) {
        double sum = 0;
        int part = 0;
        for (double[] a : left) {
            double[] b = right.get(part++);
            for (int i = 0; i < a.length; i++) {
                sum += a[i] * b[i];
            }
        }
        return sum;
    }

    private static double scale(double[] values) {
        double scale = 1;
        for (double value : values) {
            scale = Math.max(scale, Math.abs(value));
        }
        return scale;
    }

    private static int[] places(int length, RandomGenerator random) {
        return length <= ELEMENTS
                ? IntStream.range(0, length).toArray()
                : random.ints(ELEMENTS, 0, length).toArray();
    }
}
