package dev.adjoint.core.metric;

import com.google.auto.service.AutoService;
import dev.adjoint.api.ShapeException;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.plugin.Metric;
import dev.adjoint.core.Bounds;

/**
 * The share of positions whose class is among the k of the largest numbers; of equal numbers the earlier class comes
 * first. Targets are class indices or one-hot.
 *
 * @param k how many guesses count
 */
@AutoService(Metric.class)
public record TopKAccuracy(int k) implements Metric {
    public TopKAccuracy {
        Bounds.atLeast(1, k, "k");
    }

    public TopKAccuracy() {
        this(5);
    }

    @Override
    public Accumulator start(Shape prediction, Shape target) {
        Labels labels = Labels.of(this, prediction, target, 0.5);
        if (labels.width() == 1) {
            throw new ShapeException("top-k-accuracy expects predictions with a number for each class, but got rows of "
                    + "shape " + prediction);
        }
        return new Share(
                pluginName(),
                labels.positions(),
                (predictions, targets, at) ->
                        rank(predictions, at * labels.width(), labels.width(), labels.actual(targets, at)) < k);
    }

    /** How many classes come before the given one; all if some number is NaN. */
    private static int rank(float[] values, int start, int width, int actual) {
        float own = values[start + actual];
        int before = 0;
        for (int i = 0; i < width; i++) {
            float other = values[start + i];
            if (Float.isNaN(other)) {
                return Integer.MAX_VALUE;
            }
            before += other > own || other == own && i < actual ? 1 : 0;
        }
        return before;
    }
}
