package dev.adjoint.api.plugin;

import dev.adjoint.api.graph.Shape;
import java.util.Map;

/** A measure of how good predictions are, over a whole data set. */
public interface Metric extends Plugin {
    /**
     * A fresh accumulator.
     *
     * @param prediction the shape of one row of the prediction
     * @param target the shape of one row of the target: that of the prediction, or a scalar for class indices
     * @throws dev.adjoint.api.ShapeException if the metric does not apply to such shapes
     */
    Accumulator start(Shape prediction, Shape target);

    /** Sees all rows, batch by batch. */
    interface Accumulator {
        /** Adds the first {@code rows} rows of a batch, in row-major order. */
        void add(float[] predictions, float[] targets, int rows);

        /** The results by name, the main one first; the name of the main one is that of the metric. */
        Map<String, Double> results();
    }
}
