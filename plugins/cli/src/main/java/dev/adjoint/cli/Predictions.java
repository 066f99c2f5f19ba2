package dev.adjoint.cli;

import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.runtime.model.ModelSpec;
import dev.adjoint.runtime.model.TracedOutput;
import dev.adjoint.runtime.model.WeightedLoss;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The outputs of a model for some rows, and for an output of classes the class with the largest number. */
final class Predictions {
    private final List<Column> columns = new ArrayList<>();
    private final int rows;

    /** The values of an output, and the names of its classes where it says how likely classes are. */
    private record Column(
            String output,
            float[] values,
            int width,
            @Nullable List<String> classes) {
        private int best(int row) {
            return IntStream.range(1, width).reduce(0, (best, i) -> value(row, i) > value(row, best) ? i : best);
        }

        private float value(int row, int index) {
            return values[row * width + index];
        }
    }

    /**
     * Predictions.
     *
     * @param classes the names of the classes, where they are known
     * @param outputs by name, rows one behind the other
     */
    Predictions(ModelSpec spec, List<String> classes, Map<String, float[]> outputs, int rows) {
        this.rows = rows;
        for (TracedOutput output : spec.network().trace(false).outputs()) {
            float[] values = outputs.getOrDefault(output.name(), new float[0]);
            int width = values.length / rows;
            WeightedLoss loss = spec.losses().get(output.name());
            columns.add(new Column(
                    output.name(), values, width, classes(loss, output.value().shape(), width, classes)));
        }
    }

    private static @Nullable List<String> classes(
            @Nullable WeightedLoss loss, Shape shape, int width, List<String> named) {
        if (width > 1 && named.size() == width) {
            return named;
        }
        boolean indices =
                width > 1 && loss != null && loss.loss().targetType(shape).dtype() == DType.INT && shape.rank() == 2;
        return indices ? IntStream.range(0, width).mapToObj(String::valueOf).toList() : null;
    }

    /** A map for each row, from outputs to their numbers, and from {@code class} to the likeliest class. */
    List<Map<String, Object>> plain() {
        List<Map<String, Object>> plain = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            Map<String, Object> outputs = new LinkedHashMap<>();
            for (Column column : columns) {
                if (column.classes() != null) {
                    outputs.put(title(column), column.classes().get(column.best(row)));
                }
                List<Float> values = new ArrayList<>();
                for (int i = 0; i < column.width(); i++) {
                    values.add(column.value(row, i));
                }
                outputs.put(column.output(), values);
            }
            plain.add(outputs);
        }
        return plain;
    }

    /** A header, and a line for each row. */
    void printCsv(PrintWriter out) {
        List<String> header = new ArrayList<>();
        for (Column column : columns) {
            if (column.classes() != null) {
                header.add(title(column));
            }
            for (int i = 0; i < column.width(); i++) {
                header.add(column.width() == 1 ? column.output() : column.output() + "[" + i + "]");
            }
        }
        out.println(String.join(",", header));
        for (int row = 0; row < rows; row++) {
            List<String> line = new ArrayList<>();
            for (Column column : columns) {
                if (column.classes() != null) {
                    line.add(quoted(column.classes().get(column.best(row))));
                }
                for (int i = 0; i < column.width(); i++) {
                    line.add(String.valueOf(column.value(row, i)));
                }
            }
            out.println(String.join(",", line));
        }
    }

    private String title(Column column) {
        return columns.size() == 1 ? "class" : "class/" + column.output();
    }

    private static String quoted(String field) {
        return field.matches("[^\",\r\n]*") ? field : '"' + field.replace("\"", "\"\"") + '"';
    }
}
