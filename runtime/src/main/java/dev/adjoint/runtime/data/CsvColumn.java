package dev.adjoint.runtime.data;

import java.util.Arrays;
import java.util.List;

/**
 * One column of a CSV file as it was read.
 *
 * @param name its header, or its number
 * @param categories the texts that occur, sorted; empty for a column of numbers
 * @param values the numbers, or the indices of the categories; NaN where the field was empty
 */
record CsvColumn(String name, List<String> categories, float[] values) {
    CsvColumn {
        categories = List.copyOf(categories);
    }

    boolean isCategorical() {
        return !categories.isEmpty();
    }

    /** The mean of some rows, empty fields left out; 0 if all are. */
    double mean(int[] rows) {
        return Arrays.stream(rows)
                .mapToDouble(row -> values[row])
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(0);
    }

    /** The standard deviation of some rows, empty fields left out; 1 if all are equal, so that one can divide by it. */
    double deviation(int[] rows) {
        double mean = mean(rows);
        double variance = Arrays.stream(rows)
                .mapToDouble(row -> values[row] - mean)
                .filter(distance -> !Double.isNaN(distance))
                .map(distance -> distance * distance)
                .average()
                .orElse(0);
        return variance > 0 ? Math.sqrt(variance) : 1;
    }

    /** How often each category occurs among some rows, as a fraction of the fields that are not empty. */
    double[] frequencies(int[] rows) {
        double[] frequencies = new double[categories.size()];
        double count = 0;
        for (int row : rows) {
            if (!Float.isNaN(values[row])) {
                frequencies[(int) values[row]]++;
                count++;
            }
        }
        for (int i = 0; i < frequencies.length && count > 0; i++) {
            frequencies[i] /= count;
        }
        return frequencies;
    }
}
