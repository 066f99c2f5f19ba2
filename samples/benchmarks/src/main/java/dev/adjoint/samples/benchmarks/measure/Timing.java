package dev.adjoint.samples.benchmarks.measure;

import java.util.List;

/**
 * What one contestant took.
 *
 * @param micros the time of a step in microseconds, in each round, ascending
 * @param allocated bytes that all threads together allocated for a step, on average over all rounds
 * @param warmSeconds the time from the start of the process until steps took at most 15 % longer than in the end
 */
public record Timing(List<Double> micros, double allocated, double warmSeconds) {
    public Timing {
        micros = micros.stream().sorted().toList();
    }

    public double min() {
        return micros.get(0);
    }

    public double median() {
        return micros.get(micros.size() / 2);
    }

    public double max() {
        return micros.get(micros.size() - 1);
    }
}
