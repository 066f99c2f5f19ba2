package dev.adjoint.samples.benchmarks.workload;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The sizes of the data that a network trains on.
 *
 * @param row the shape of a row of the input
 * @param batch how many rows a step has
 * @param target what the network is to find out about a row
 * @param outputs how many numbers the network gives for a row: the number of classes, or 1
 */
public record Task(List<Integer> row, int batch, Target target, int outputs) {
    public Task {
        row = List.copyOf(row);
    }

    public static Task classes(int batch, int classes, Integer... row) {
        return new Task(List.of(row), batch, Target.CLASS, classes);
    }

    /** How many numbers a row of the input has. */
    public int rowSize() {
        return row.stream().reduce(1, Math::multiplyExact);
    }

    /** This task with another number of rows. */
    public Task withBatch(int rows) {
        return new Task(row, rows, target, outputs);
    }

    @Override
    public String toString() {
        return row.stream().map(String::valueOf).collect(Collectors.joining("x")) + " to " + outputs + ", batch "
                + batch;
    }
}
