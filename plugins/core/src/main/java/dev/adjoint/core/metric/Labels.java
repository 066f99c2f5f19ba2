package dev.adjoint.core.metric;

import dev.adjoint.api.DataException;
import dev.adjoint.api.ShapeException;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.plugin.Metric;

/**
 * How the numbers of a row become classes. A prediction has one number for each class along its last axis, and the
 * largest wins; or it is a single number, and the class is 1 where it exceeds the threshold, else 0. A target is a
 * class index for each position, or has the shape of the prediction and marks the class by its largest number.
 *
 * @param metric the name for messages
 * @param positions the number of classified positions in a row
 * @param width how many numbers of the prediction belong to a position
 * @param targetWidth how many numbers of the target belong to a position
 * @param threshold where class 1 begins if there is a single number
 */
record Labels(String metric, int positions, int width, int targetWidth, double threshold) {
    /** What a prediction that holds NaN is taken for. */
    static final int NONE = -1;

    static Labels of(Metric metric, Shape prediction, Shape target, double threshold) {
        int width = prediction.rank() == 0 ? 1 : prediction.last();
        boolean sameShape = target.equals(prediction);
        if (!sameShape && !(prediction.rank() > 0 && target.equals(prediction.remove(-1)))) {
            throw new ShapeException(metric.pluginName() + " does not apply to rows of shape " + prediction
                    + " and targets of shape " + target + ": expected targets of shape " + prediction
                    + (prediction.rank() > 0 ? ", or class indices of shape " + prediction.remove(-1) : ""));
        }
        int positions = Math.toIntExact(prediction.elements() / width);
        return new Labels(metric.pluginName(), positions, width, sameShape ? width : 1, threshold);
    }

    int classes() {
        return Math.max(width, 2);
    }

    int predicted(float[] predictions, int position) {
        if (width == 1) {
            float value = predictions[position];
            return Float.isNaN(value) ? NONE : value > threshold ? 1 : 0;
        }
        return largest(predictions, position * width, width);
    }

    int actual(float[] targets, int position) {
        if (targetWidth > 1) {
            int actual = largest(targets, position * targetWidth, targetWidth);
            return checked(actual, Float.NaN);
        }
        float value = targets[position];
        int index = (int) value;
        return checked(index == value ? index : NONE, value);
    }

    private int checked(int index, float value) {
        if (index < 0 || index >= classes()) {
            throw new DataException(
                    metric + " met the target " + value + "; expected a class from 0 to " + (classes() - 1));
        }
        return index;
    }

    private static int largest(float[] values, int start, int count) {
        int best = start;
        for (int i = start; i < start + count; i++) {
            if (Float.isNaN(values[i])) {
                return NONE;
            }
            best = values[i] > values[best] ? i : best;
        }
        return best - start;
    }
}
