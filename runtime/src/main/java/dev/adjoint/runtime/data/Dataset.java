package dev.adjoint.runtime.data;

import dev.adjoint.api.DataException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Rows of inputs, and of the targets that a model should give for them. Rows are numbered from 0.
 *
 * @param inputs what a network is given
 * @param targets what its outputs are compared with; none where a data set is only for prediction
 * @param weights how much each row counts, a scalar; without it all rows count the same
 */
public record Dataset(List<Column> inputs, List<Column> targets, Optional<Column> weights) {
    /**
     * Checks that the columns fit together.
     *
     * @throws DataException if there is no input, if two columns of a kind have one name, or if sizes differ
     */
    public Dataset {
        inputs = List.copyOf(inputs);
        targets = List.copyOf(targets);
        if (inputs.isEmpty()) {
            throw new DataException("a data set needs at least one input column");
        }
        distinct("input", inputs);
        distinct("target", targets);
        List<Column> all = new ArrayList<>(inputs);
        all.addAll(targets);
        weights.ifPresent(all::add);
        for (Column column : all) {
            if (column.size() != inputs.get(0).size()) {
                throw new DataException("column '" + column.name() + "' has " + column.size() + " rows, but column '"
                        + inputs.get(0).name() + "' has " + inputs.get(0).size() + "; expected as many");
            }
        }
        if (weights.isPresent() && weights.get().width() != 1) {
            throw new DataException(
                    "weights have rows of shape " + weights.get().type().shape() + "; expected one number a row");
        }
    }

    private static void distinct(String kind, List<Column> columns) {
        Set<String> names = new HashSet<>();
        for (Column column : columns) {
            if (!names.add(column.name())) {
                throw new DataException("two " + kind + " columns have the name '" + column.name() + "'");
            }
        }
    }

    /** Rows of numbers with the numbers to predict for them. */
    public static Dataset of(float[][] inputs, float[][] targets) {
        return builder().input("input", inputs).target("target", targets).build();
    }

    /** Rows of numbers with the class of each, 0 to classes - 1. */
    public static Dataset of(float[][] inputs, int[] classes) {
        return builder().input("input", inputs).target("target", classes).build();
    }

    /** For several inputs or targets, images, and weights. */
    public static DatasetBuilder builder() {
        return new DatasetBuilder();
    }

    /** The number of rows. */
    public int size() {
        return inputs.get(0).size();
    }

    /** Some rows, in the order given, without copying them. */
    public Dataset rows(int... rows) {
        for (int row : rows) {
            if (row < 0 || row >= size()) {
                throw new DataException("row " + row + " does not exist; expected 0 to " + (size() - 1));
            }
        }
        int[] picked = rows.clone();
        return new Dataset(
                inputs.stream().map(column -> pick(column, picked)).toList(),
                targets.stream().map(column -> pick(column, picked)).toList(),
                weights.map(column -> pick(column, picked)));
    }

    private static Column pick(Column column, int[] rows) {
        return new RowsOfColumn(column, rows);
    }

    /** The rows from a first one up to, but not including, an end. */
    public Dataset range(int from, int to) {
        return rows(IntStream.range(from, to).toArray());
    }
}
