package dev.adjoint.runtime.data;

import dev.adjoint.api.DataException;
import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.TensorType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How the columns of a CSV file become numbers. Numbers of the input become (x - shift) / scale, categories of the
 * input one-hot numbers, the label numbers or class indices. Learnt from training rows and kept with the model, so
 * that files to test on and to predict are read in the same way.
 *
 * @param inputs the columns that make the input, in order
 * @param targets the columns of the label; one if it is categorical
 */
public record CsvEncoding(List<Feature> inputs, List<Feature> targets) {
    /**
     * How one column becomes numbers.
     *
     * @param column its name, or its number
     * @param categories what its categories are; empty if it holds numbers
     * @param shift what is taken off a number
     * @param scale what a number is then divided by
     * @param missing what stands in for an empty field: one number, or one for each category
     */
    public record Feature(String column, List<String> categories, double shift, double scale, List<Double> missing) {
        public Feature {
            categories = List.copyOf(categories);
            missing = List.copyOf(missing);
        }

        int width() {
            return categories.isEmpty() ? 1 : categories.size();
        }

        /** Puts the numbers for a value read from the file, NaN for none, to an offset of a row. */
        private void encode(float value, float[] into, int offset) {
            if (Float.isNaN(value)) {
                for (int i = 0; i < missing.size(); i++) {
                    into[offset + i] = missing.get(i).floatValue();
                }
            } else if (categories.isEmpty()) {
                into[offset] = (float) ((value - shift) / scale);
            } else {
                into[offset + (int) value] = 1;
            }
        }
    }

    public CsvEncoding {
        inputs = List.copyOf(inputs);
        targets = List.copyOf(targets);
    }

    static CsvEncoding fit(CsvTable table, int[] trainingRows, CsvSpec spec) {
        List<Feature> inputs = new ArrayList<>();
        for (CsvColumn column : table.inputs()) {
            if (column.isCategorical()) {
                List<Double> frequencies =
                        Arrays.stream(column.frequencies(trainingRows)).boxed().toList();
                inputs.add(new Feature(column.name(), column.categories(), 0, 1, frequencies));
            } else {
                double mean = column.mean(trainingRows);
                inputs.add(
                        spec.standardize()
                                ? new Feature(
                                        column.name(), List.of(), mean, column.deviation(trainingRows), List.of(0.0))
                                : new Feature(column.name(), List.of(), 0, 1, List.of(mean)));
            }
        }
        List<Feature> targets = table.labels().stream()
                .map(column -> new Feature(column.name(), column.categories(), 0, 1, List.of()))
                .toList();
        if (targets.size() > 1) {
            for (CsvColumn column : table.labels()) {
                if (column.isCategorical()) {
                    throw new DataException("the label has " + targets.size() + " columns, but column '" + column.name()
                            + "' holds categories such as '"
                            + column.categories().get(0)
                            + "'; expected numbers, or a single column");
                }
            }
        }
        return new CsvEncoding(inputs, targets);
    }

    /**
     * Reads another file with the same columns; it may lack the label, for prediction.
     *
     * @throws DataException if it does not fit
     */
    public Dataset read(Path file, CsvSpec spec) {
        return encode(CsvTable.read(file, spec, header -> CsvLayout.known(header, spec, this)));
    }

    /** The columns of a table as one input and, where there is a label, one target. */
    Dataset encode(CsvTable table) {
        long elements = table.size() * inputs.stream().mapToLong(Feature::width).sum();
        if (elements > Integer.MAX_VALUE - 8) {
            Feature widest = Collections.max(inputs, Comparator.comparingInt(Feature::width));
            throw new DataException("the input would take " + elements + " numbers, too many for memory; column '"
                    + widest.column() + "' alone has " + widest.width() + " categories (list it under 'ignore'?)");
        }
        int width = (int) (elements / table.size());
        float[] values = new float[(int) elements];
        int offset = 0;
        for (int i = 0; i < inputs.size(); i++) {
            encode(inputs.get(i), table.inputs().get(i), values, offset, width);
            offset += inputs.get(i).width();
        }
        Column input = new ArrayColumn("input", TensorType.floats(Shape.of(width)), List.of(), values);
        return new Dataset(List.of(input), target(table).stream().toList(), Optional.empty());
    }

    private static void encode(Feature feature, CsvColumn column, float[] into, int offset, int width) {
        for (int row = 0; row < column.values().length; row++) {
            feature.encode(column.values()[row], into, row * width + offset);
        }
    }

    private Optional<Column> target(CsvTable table) {
        if (table.labels().isEmpty()) {
            return Optional.empty();
        }
        CsvColumn first = table.labels().get(0);
        if (first.isCategorical()) {
            TensorType type = new TensorType(DType.INT, Shape.SCALAR);
            return Optional.of(new ArrayColumn(first.name(), type, first.categories(), first.values()));
        }
        int width = table.labels().size();
        float[] values = new float[Math.multiplyExact(table.size(), width)];
        for (int i = 0; i < width; i++) {
            encode(targets.get(i), table.labels().get(i), values, i, width);
        }
        String name = width == 1 ? first.name() : "target";
        return Optional.of(new ArrayColumn(name, TensorType.floats(Shape.of(width)), List.of(), values));
    }
}
