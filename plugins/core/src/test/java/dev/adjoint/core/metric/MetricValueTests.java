package dev.adjoint.core.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.ConfigurationException;
import dev.adjoint.api.DataException;
import dev.adjoint.api.ShapeException;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.plugin.Metric;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricValueTests {
    /** Six rows of three scores; the classes predicted are 0, 1, 1, 2, 0, 1. */
    private static final float[] SCORES = {
        0.8f, 0.1f, 0.1f, 0.2f, 0.7f, 0.1f, 0.3f, 0.4f, 0.3f, 0.1f, 0.3f, 0.6f, 0.5f, 0.2f, 0.3f, 0.3f, 0.6f, 0.1f
    };

    private static final float[] CLASSES = {0, 1, 0, 2, 2, 1};

    @Test
    void accuracyCountsTheRightClasses() {
        assertEquals(4 / 6.0, main(new Accuracy(), 3, SCORES, CLASSES));
    }

    @Test
    void accuracyOfASingleNumberComparesItWithTheThreshold() {
        float[] p = {0.9f, 0.4f, 0.6f, 0.5f};
        float[] t = {1, 1, 0, 0};
        assertEquals(0.5, main(new Accuracy(), 1, p, t));
        assertEquals(0.75, main(new Accuracy(0.3), 1, new float[] {0.9f, 0.4f, 0.6f, 0.2f}, t));
    }

    @Test
    void binaryAccuracyCountsEachNumber() {
        Metric.Accumulator accumulator = new BinaryAccuracy().start(Shape.of(2), Shape.of(2));
        accumulator.add(new float[] {0.9f, 0.4f, 0.6f, 0.5f}, new float[] {1, 1, 0, 0}, 2);
        assertEquals(Map.of("binary-accuracy", 0.5), accumulator.results());
    }

    @Test
    void topKAccuracyCountsAllGuessesUpToTheKth() {
        assertEquals(4 / 6.0, main(new TopKAccuracy(1), 3, SCORES, CLASSES));
        assertEquals(1, main(new TopKAccuracy(2), 3, SCORES, CLASSES));
        float[] tied = {0.5f, 0.5f};
        assertEquals(1, main(new TopKAccuracy(1), 2, tied, new float[] {0}));
        assertEquals(0, main(new TopKAccuracy(1), 2, tied, new float[] {1}));
    }

    @Test
    void precisionRecallAndF1OfEachClassAndTheirMeans() {
        // Hits 1, 2, 1; members 2, 2, 2; predictions 2, 3, 1.
        Map<String, Double> precision = results(new Precision(), 3, SCORES, CLASSES);
        assertEquals(1 / 2.0, precision.get("precision/0"));
        assertEquals(2 / 3.0, precision.get("precision/1"));
        assertEquals(1, precision.get("precision/2"));
        assertEquals((1 / 2.0 + 2 / 3.0 + 1) / 3, value(precision, "precision"), 1e-15);
        assertEquals(2 / 3.0, main(new Recall(), 3, SCORES, CLASSES), 1e-15);
        assertEquals((2 / 4.0 + 4 / 5.0 + 2 / 3.0) / 3, main(new F1(), 3, SCORES, CLASSES), 1e-15);
    }

    @Test
    void aClassThatIsNeverPredictedHasPrecisionZeroAndAnAbsentOneDoesNotCount() {
        float[] p = {1, 0, 0, 1, 0, 0};
        float[] t = {0, 1};
        Map<String, Double> precision = results(new Precision(), 3, p, t);
        assertEquals(0, precision.get("precision/1"));
        assertEquals(0, precision.get("precision/2"));
        assertEquals(0.25, precision.get("precision"));
    }

    @Test
    void precisionOfASingleNumberIsThatOfClassOne() {
        float[] p = {0.9f, 0.8f, 0.7f, 0.1f};
        float[] t = {1, 1, 0, 0};
        assertEquals(2 / 3.0, main(new Precision(), 1, p, t));
        assertEquals(1, main(new Recall(), 1, p, t));
        assertEquals(0.8, main(new F1(), 1, p, t));
    }

    @Test
    void confusionMatrixCountsEachPairOfClasses() {
        Map<String, Double> results = results(new ConfusionMatrix(), 3, SCORES, CLASSES);
        assertEquals(2, results.get("confusion-matrix"));
        assertEquals(1, results.get("confusion-matrix/0/1"));
        assertEquals(2, results.get("confusion-matrix/1/1"));
        assertEquals(1, results.get("confusion-matrix/2/0"));
        assertEquals(10, results.size());
    }

    @Test
    void regressionMetrics() {
        // The first example of each in scikit-learn's documentation.
        float[] p = {2.5f, 0, 2, 8};
        float[] t = {3, -0.5f, 2, 7};
        assertEquals(0.5, main(new MeanAbsoluteError(), 1, p, t));
        assertEquals(Math.sqrt(0.375), main(new RootMeanSquaredError(), 1, p, t));
        assertEquals(0.9486081370449679, main(new RSquared(), 1, p, t), 1e-12);
    }

    @Test
    void rSquaredOfConstantTargetsIsOneOrZero() {
        float[] t = {2, 2};
        assertEquals(1, main(new RSquared(), 1, t, t));
        assertEquals(0, main(new RSquared(), 1, new float[] {1, 2}, t));
    }

    @Test
    void nanIsNeverRight() {
        float[] p = {Float.NaN, 0, 1, 0};
        float[] t = {0, 0};
        assertEquals(0.5, main(new Accuracy(), 2, p, t));
        assertEquals(0.5, main(new TopKAccuracy(2), 2, p, t));
        assertEquals(0.5, main(new Recall(), 2, p, t));
        assertEquals(1, main(new ConfusionMatrix(), 2, p, t));
    }

    @Test
    void aTargetThatIsNoClassIsNamed() {
        DataException e = assertThrows(
                DataException.class, () -> main(new Accuracy(), 3, SCORES, new float[] {3, 0, 0, 0, 0, 0}));
        assertEquals("accuracy met the target 3.0; expected a class from 0 to 2", e.getMessage());
    }

    @Test
    void shapesThatDoNotFitAreNamed() {
        ShapeException e = assertThrows(ShapeException.class, () -> new RSquared().start(Shape.of(3), Shape.of(2)));
        assertTrue(String.valueOf(e.getMessage()).contains("expected targets of shape [3]"), e.getMessage());
        assertThrows(ShapeException.class, () -> new Accuracy().start(Shape.of(3), Shape.of(2)));
        assertThrows(ShapeException.class, () -> new TopKAccuracy().start(Shape.of(1), Shape.of(1)));
    }

    @Test
    void valuesOutOfBoundsAreNamed() {
        ConfigurationException e = assertThrows(ConfigurationException.class, () -> new TopKAccuracy(0));
        assertEquals("k must be at least 1, but was 0", e.getMessage());
        assertThrows(ConfigurationException.class, () -> new Accuracy(Double.NaN));
    }

    private static double main(Metric metric, int width, float[] predictions, float[] targets) {
        return value(results(metric, width, predictions, targets), metric.pluginName());
    }

    private static double value(Map<String, Double> results, String name) {
        return results.getOrDefault(name, Double.NaN);
    }

    /** Targets are class indices, or single numbers for predictions that are. */
    private static Map<String, Double> results(Metric metric, int width, float[] predictions, float[] targets) {
        Metric.Accumulator accumulator = metric.start(Shape.of(width), width == 1 ? Shape.of(1) : Shape.SCALAR);
        accumulator.add(predictions, targets, targets.length);
        return accumulator.results();
    }
}
