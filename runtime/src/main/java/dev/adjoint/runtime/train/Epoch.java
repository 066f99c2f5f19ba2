package dev.adjoint.runtime.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What came of one epoch.
 *
 * @param number 1 for the first
 * @param step the number of the last step, counted over all epochs
 * @param rows how many rows were seen
 * @param loss the mean of the losses of its steps, weighted by their rows
 * @param validation the loss and the metrics of the validation part after it; empty if there is none
 * @param learningRate that of its last step
 * @param seconds how long its steps took, without validation
 */
public record Epoch(
        int number,
        long step,
        long rows,
        double loss,
        Map<String, Double> validation,
        double learningRate,
        double seconds) {
    public Epoch {
        validation = Collections.unmodifiableMap(new LinkedHashMap<>(validation));
    }

    public double samplesPerSecond() {
        return rows / seconds;
    }
}
