package dev.adjoint.testkit;

import dev.adjoint.api.ShapeException;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.plugin.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.AssertionFailedError;

/**
 * The contract of metrics: the same results however the rows are ordered and divided into batches, nothing read behind
 * the rows, a main result that bears the metric's name, a configuration that survives a model file.
 *
 * @param prediction the shape of a row of the prediction
 * @param target the shape of a row of the target
 * @param predictions the numbers that predictions hold
 * @param targets the numbers that targets hold
 * @param perfect the main result if each prediction is its target, where that is stated
 */
public record MetricContract(
        Metric metric, Shape prediction, Shape target, Domain predictions, Domain targets, OptionalDouble perfect)
        implements Contract {
    private static final int ROWS = 12;
    private static final int[][] BATCHES = {{12}, {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}, {5, 7}, {8, 4}, {3, 0, 9}};

    MetricContract(Metric metric) {
        this(metric, Shape.of(3), Shape.of(3), Domain.NUMBERS, Domain.NUMBERS, OptionalDouble.empty());
    }

    /** Tries it with numbers, as many in a row of the prediction as of the target. */
    public MetricContract numbers(int... row) {
        return new MetricContract(metric, Shape.of(row), Shape.of(row), Domain.NUMBERS, Domain.NUMBERS, perfect);
    }

    /** Tries it with a number for each class and targets that are class indices. */
    public MetricContract classes(int count) {
        return new MetricContract(
                metric, Shape.of(count), Shape.SCALAR, Domain.NUMBERS, Domain.indices(count), perfect);
    }

    /** Tries it with a probability for each class and targets that are one-hot. */
    public MetricContract oneHot(int count) {
        Domain marked = new Domain(
                Domain.DISTRIBUTIONS.dtype(), Domain.DISTRIBUTIONS.extreme(), Domain.DISTRIBUTIONS.extreme());
        return new MetricContract(metric, Shape.of(count), Shape.of(count), Domain.DISTRIBUTIONS, marked, perfect);
    }

    /** Tries it with the probability of a yes in each of several places, and targets that are 0 or 1. */
    public MetricContract binary(int... row) {
        return new MetricContract(metric, Shape.of(row), Shape.of(row), Domain.SHARES, Domain.indices(2), perfect);
    }

    /** States the main result if each prediction is its target. */
    public MetricContract perfect(double value) {
        return new MetricContract(metric, prediction, target, predictions, targets, OptionalDouble.of(value));
    }

    @Override
    public String name() {
        return metric.pluginName() + " " + metric + " on " + prediction + " and " + target;
    }

    @Override
    public Stream<DynamicTest> tests() {
        List<Law> laws = new ArrayList<>(ConfigurationLaws.of(Metric.class, metric));
        laws.add(new Law("its main result comes first and bears its name", this::mainResult));
        laws.add(new Law("its results do not depend on order and batches", this::anyOrder));
        laws.add(new Law("it reads no further than the rows", this::noFurther));
        laws.add(new Law("it takes NaN", this::notANumber));
        laws.add(new Law("shapes that do not fit are a ShapeException", this::wrongShapes));
        if (perfect.isPresent()) {
            laws.add(new Law("perfect predictions give " + perfect.getAsDouble(), this::perfection));
        }
        return laws.stream().map(law -> law.test(name()));
    }

    private void mainResult() {
        RandomGenerator random = Seed.random();
        for (int rows : new int[] {1, ROWS}) {
            Metric.Accumulator accumulator = metric.start(prediction, target);
            accumulator.add(fill(predictions, prediction, rows, random), fill(targets, target, rows, random), rows);
            String first = accumulator.results().keySet().iterator().next();
            if (!first.equals(metric.pluginName())) {
                throw new AssertionFailedError("the first result is called " + first);
            }
            if (!accumulator.results().equals(accumulator.results())) {
                throw new AssertionFailedError("asking for the results changes them");
            }
        }
    }

    private void anyOrder() {
        RandomGenerator random = Seed.random();
        float[] p = fill(predictions, prediction, ROWS, random);
        float[] t = fill(targets, target, ROWS, random);
        Map<String, Double> expected = results(p, t, BATCHES[0]);
        for (int[] batches : BATCHES) {
            assertClose(expected, results(p, t, batches), "in batches of " + Arrays.toString(batches) + " rows");
            assertClose(expected, results(reversed(p), reversed(t), batches), "in reverse order");
        }
    }

    private void noFurther() {
        RandomGenerator random = Seed.random();
        float[] p = fill(predictions, prediction, ROWS, random);
        float[] t = fill(targets, target, ROWS, random);
        Map<String, Double> expected = results(p, t, new int[] {ROWS});
        int longP = p.length;
        p = Arrays.copyOf(p, 2 * longP);
        Arrays.fill(p, longP, p.length, Float.NaN);
        int longT = t.length;
        t = Arrays.copyOf(t, 2 * longT);
        Arrays.fill(t, longT, t.length, Float.NaN);
        assertClose(expected, results(p, t, new int[] {ROWS}), "with NaN behind the rows");
    }

    private void notANumber() {
        float[] p = fill(predictions, prediction, ROWS, Seed.random());
        Arrays.fill(p, 0, p.length / 2, Float.NaN);
        results(p, fill(targets, target, ROWS, Seed.random()), new int[] {ROWS});
    }

    private void wrongShapes() {
        try {
            metric.start(prediction, Shape.of(2, 3, 5, 7));
        } catch (ShapeException expected) {
            return;
        }
        throw new AssertionFailedError("it takes targets of shape [2, 3, 5, 7] for " + prediction);
    }

    private void perfection() {
        float[] t = fill(targets, target, ROWS, Seed.random());
        double main = results(predictionOf(t), t, new int[] {ROWS})
                .values()
                .iterator()
                .next();
        if (!(Math.abs(main - perfect.getAsDouble()) <= 1e-12)) {
            throw new AssertionFailedError("it gives " + main);
        }
    }

    /** What predicts the targets exactly: themselves, or 1 for the class where they are indices. */
    private float[] predictionOf(float[] values) {
        if (target.equals(prediction)) {
            return values;
        }
        int classes = prediction.last();
        float[] result = new float[values.length * classes];
        for (int i = 0; i < values.length; i++) {
            result[i * classes + (int) values[i]] = 1;
        }
        return result;
    }

    private Map<String, Double> results(float[] p, float[] t, int[] batches) {
        Metric.Accumulator accumulator = metric.start(prediction, target);
        int sizeP = Math.toIntExact(prediction.elements());
        int sizeT = Math.toIntExact(target.elements());
        int row = 0;
        for (int rows : batches) {
            accumulator.add(
                    Arrays.copyOfRange(p, row * sizeP, p.length), Arrays.copyOfRange(t, row * sizeT, t.length), rows);
            row += rows;
        }
        return accumulator.results();
    }

    private static float[] reversed(float[] values) {
        int size = values.length / ROWS;
        float[] result = new float[values.length];
        for (int row = 0; row < ROWS; row++) {
            System.arraycopy(values, row * size, result, (ROWS - 1 - row) * size, size);
        }
        return result;
    }

    private static float[] fill(Domain domain, Shape row, int rows, RandomGenerator random) {
        Shape shape = row.batched().withRows(rows);
        double[] values = new double[Math.toIntExact(shape.elements())];
        domain.usual().fill(values, shape, random);
        float[] result = new float[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (float) values[i];
        }
        return result;
    }

    private static void assertClose(Map<String, Double> expected, Map<String, Double> actual, String when) {
        if (!List.copyOf(expected.keySet()).equals(List.copyOf(actual.keySet()))) {
            throw new AssertionFailedError("its results are called " + actual.keySet() + " " + when + ", and "
                    + expected.keySet() + " otherwise");
        }
        expected.forEach((key, value) -> {
            double other = Objects.requireNonNull(actual.get(key));
            boolean close = Math.abs(value - other) <= 1e-9 * (1 + Math.abs(value));
            if (!close && !(Double.isNaN(value) && Double.isNaN(other))) {
                throw new AssertionFailedError(key + " is " + other + " " + when + ", and " + value + " otherwise");
            }
        });
    }
}
