package dev.adjoint.samples.benchmarks;

import java.util.List;

/**
 * What one contestant took.
 *
 * @param micros the time of a step in microseconds, in each round, ascending
 * @param allocated bytes allocated by a step, on average over all rounds
 */
record Timing(List<Double> micros, double allocated) {
    Timing {
        micros = micros.stream().sorted().toList();
    }

    double min() {
        return micros.get(0);
    }

    double median() {
        return micros.get(micros.size() / 2);
    }

    double max() {
        return micros.get(micros.size() - 1);
    }
}
