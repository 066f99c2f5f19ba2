package dev.adjoint.testkit;

import dev.adjoint.api.ShapeException;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.plugin.Initializer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.AssertionFailedError;

/**
 * The contract of initializers: every value is set, to a finite number that depends on the seed and the shape alone;
 * shapes of any rank are filled or refused with a reason; a configuration that survives a model file.
 *
 * @param moments what is stated about the values for one shape, if anything
 */
public record InitializerContract(Initializer initializer, List<Moments> moments) implements Contract {
    private static final List<Shape> SHAPES =
            List.of(Shape.SCALAR, Shape.of(5), Shape.of(3, 4), Shape.of(7, 2), Shape.of(2, 3, 4), Shape.of(3, 3, 2, 4));

    /**
     * Mean and standard deviation of the values of one shape.
     *
     * @param deviation 0 if all values are equal
     */
    public record Moments(Shape shape, double mean, double deviation) {}

    public InitializerContract {
        moments = List.copyOf(moments);
    }

    /** States mean and standard deviation of the values of a shape, which should have thousands of them. */
    public InitializerContract moments(Shape shape, double mean, double deviation) {
        List<Moments> more = new ArrayList<>(moments);
        more.add(new Moments(shape, mean, deviation));
        return new InitializerContract(initializer, more);
    }

    @Override
    public String name() {
        return initializer.pluginName() + " " + initializer;
    }

    @Override
    public Stream<DynamicTest> tests() {
        List<Law> laws = new ArrayList<>(ConfigurationLaws.of(Initializer.class, initializer));
        laws.add(new Law("it sets every value to a finite number", this::everyValue));
        laws.add(new Law("equal seeds give equal values", this::equalSeeds));
        for (Moments stated : moments) {
            laws.add(new Law("its mean and deviation are as stated for " + stated.shape(), () -> check(stated)));
        }
        return laws.stream().map(law -> law.test(name()));
    }

    private void everyValue() {
        for (Shape shape : SHAPES) {
            try {
                float[] values = fill(shape, Float.NaN);
                for (int i = 0; i < values.length; i++) {
                    if (!Float.isFinite(values[i])) {
                        throw new AssertionFailedError(
                                "for " + shape + " the value at " + Numbers.place(shape, i) + " is " + values[i]);
                    }
                }
            } catch (ShapeException refused) {
                if (refused.getMessage() == null || refused.getMessage().isBlank()) {
                    throw new AssertionFailedError("the ShapeException for " + shape + " says nothing");
                }
            }
        }
    }

    private void equalSeeds() {
        Shape shape = Shape.of(6, 5);
        if (!Arrays.equals(fill(shape, 0), fill(shape, 1))) {
            throw new AssertionFailedError("for " + shape + " two runs with one seed differ");
        }
    }

    /** Within five standard errors, as if the values were drawn one by one; equal values are equal. */
    private void check(Moments stated) {
        float[] values = fill(stated.shape(), 0);
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        double mean = sum / values.length;
        double squares = 0;
        for (float value : values) {
            squares += (value - mean) * (value - mean);
        }
        double deviation = Math.sqrt(squares / values.length);
        double error = 5 * stated.deviation() / Math.sqrt(values.length) + 1e-6 * Math.abs(stated.mean());
        if (Math.abs(mean - stated.mean()) > error || Math.abs(deviation - stated.deviation()) > error) {
            throw new AssertionFailedError("mean and deviation are " + mean + " and " + deviation + ", expected "
                    + stated.mean() + " and " + stated.deviation() + " up to " + error);
        }
    }

    private float[] fill(Shape shape, float before) {
        float[] values = new float[Math.toIntExact(shape.elements())];
        Arrays.fill(values, before);
        initializer.initialize(values, shape, new SplittableRandom(Seed.VALUE));
        return values;
    }
}
