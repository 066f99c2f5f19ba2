package dev.adjoint.testkit;

import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.plugin.Optimizer;
import dev.adjoint.runtime.interpreter.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.AssertionFailedError;

/**
 * The contract of optimizers: a new value of the parameter's shape for any shape, nothing moved by a learning rate of
 * 0, a quadratic brought down, the same in single and double precision and from every backend, a configuration that
 * survives a model file.
 */
public record OptimizerContract(Optimizer optimizer) implements Contract {
    private static final Shape SHAPE = Shape.of(3, 5);
    private static final int SIZE = 15;

    @Override
    public String name() {
        return optimizer.pluginName() + " " + optimizer;
    }

    @Override
    public Stream<DynamicTest> tests() {
        List<Law> laws = new ArrayList<>(ConfigurationLaws.of(Optimizer.class, optimizer));
        laws.add(new Law("its update and its slots have the shape of the parameter", this::anyShape));
        laws.add(new Law("it states the same graph each time", this::sameGraph));
        laws.add(new Law("a learning rate of 0 moves nothing", this::rateOfZero));
        laws.add(new Law("it brings a quadratic down", this::quadratic));
        laws.add(new Law("20 steps are the same in single and double precision, up to rounding", this::bothPrecisions));
        laws.addAll(PrecisionLaws.of(this::subject));
        laws.addAll(BackendLaws.of(this::subject));
        return laws.stream().map(law -> law.test(name()));
    }

    private Subject subject() {
        return new StatedUpdate(optimizer, SHAPE).subject();
    }

    private void anyShape() {
        for (Shape shape : List.of(Shape.SCALAR, Shape.of(3), Shape.of(3, 4), Shape.of(3, 3, 2, 4))) {
            new StatedUpdate(optimizer, shape);
        }
    }

    private void sameGraph() {
        SameGraph.assertSame(subject().outputs(), subject().outputs());
    }

    private void rateOfZero() {
        double[] start = numbers(Seed.random());
        double[] end = descend(Precision.FLOAT, start, 3, 0, gradients());
        if (!Arrays.equals(start, end)) {
            throw new AssertionFailedError(Arrays.toString(start) + " became " + Arrays.toString(end));
        }
    }

    private void quadratic() {
        double[] start = numbers(Seed.random());
        double[] end = descend(Precision.DOUBLE, start, 100, optimizer.learningRate(), (place, step) -> slope(place));
        if (!(height(end) < height(start))) {
            throw new AssertionFailedError("100 steps from " + height(start) + " lead to " + height(end));
        }
    }

    private void bothPrecisions() {
        double[] start = numbers(Seed.random());
        double rate = optimizer.learningRate();
        double[] exact = descend(Precision.DOUBLE, start, 20, rate, gradients());
        double[] single = descend(Precision.FLOAT, start, 20, rate, gradients());
        Numbers.assertClose("the parameter", SHAPE, exact, single, 1e-5);
    }

    private double[] descend(Precision precision, double[] start, int steps, double rate, StatedUpdate.Slope slope) {
        return new StatedUpdate(optimizer, SHAPE).descend(precision, start, steps, rate, slope, (place, step) -> {});
    }

    /** Gradients that are the same wherever the parameter is. */
    private static StatedUpdate.Slope gradients() {
        RandomGenerator random = Seed.random();
        return (place, step) -> numbers(random);
    }

    private static double[] numbers(RandomGenerator random) {
        double[] values = new double[SIZE];
        Domain.NUMBERS.usual().fill(values, SHAPE, random);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) values[i];
        }
        return values;
    }

    /** Σ a w² / 2 with a from 0.5 to 2. */
    private static double height(double[] w) {
        double sum = 0;
        for (int i = 0; i < w.length; i++) {
            sum += steepness(i) * w[i] * w[i] / 2;
        }
        return sum;
    }

    private static double[] slope(double[] w) {
        double[] slope = new double[w.length];
        Arrays.setAll(slope, i -> steepness(i) * w[i]);
        return slope;
    }

    private static double steepness(int i) {
        return 0.5 + 1.5 * i / (SIZE - 1);
    }
}
