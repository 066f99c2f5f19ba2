package dev.adjoint.runtime.train;

import dev.adjoint.api.DataException;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Input;
import dev.adjoint.runtime.data.Column;
import dev.adjoint.runtime.data.Dataset;
import dev.adjoint.runtime.model.Trace;
import dev.adjoint.runtime.text.Nearest;
import java.util.ArrayList;
import java.util.List;

/** An input of a program and the column that fills it, which is known to fit. */
record Source(String input, Column column) {
    /**
     * The sources of a network's inputs. A single column fills a single input, whatever its name; several are matched
     * by name.
     *
     * @throws DataException if there is no row, or something is missing or does not fit; the message names it
     */
    static List<Source> inputs(Trace trace, Dataset data) {
        if (data.size() == 0) {
            throw new DataException("the data set has no rows; expected at least one");
        }
        List<Source> sources = new ArrayList<>();
        for (Tensor input : trace.inputs()) {
            Demand demand = Demand.of((Input) input.op());
            Column column =
                    find(demand, demand.input(), data.inputs(), trace.inputs().size());
            sources.add(new Source(demand.input(), demand.fit(column)));
        }
        return sources;
    }

    /** The sources of the targets of some losses, in their order. */
    static List<Source> targets(List<RowLoss> losses, Dataset data) {
        List<Source> sources = new ArrayList<>();
        for (RowLoss loss : losses) {
            Demand demand = loss.demand();
            Column column = find(demand, loss.output(), data.targets(), losses.size());
            sources.add(new Source(demand.input(), demand.fit(column)));
        }
        return sources;
    }

    /** All rows, one behind the other. */
    float[] values() {
        int width = column.width();
        float[] values = new float[Math.multiplyExact(column.size(), width)];
        for (int row = 0; row < column.size(); row++) {
            column.copy(row, values, row * width);
        }
        return values;
    }

    private static Column find(Demand demand, String name, List<Column> columns, int wanted) {
        if (wanted == 1 && columns.size() == 1) {
            return columns.get(0);
        }
        List<String> names = columns.stream().map(Column::name).toList();
        return columns.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new DataException("the data has no column '" + name + "' for " + demand.who()
                        + "; expected one of this name"
                        + (names.isEmpty() ? ", but there is none" : " among " + Nearest.order(name, names))));
    }

    /**
     * The source of the rows' weights.
     *
     * @throws DataException if a weight is negative or not finite, or all are 0
     */
    static Source weights(Column weights) {
        float[] value = new float[1];
        double sum = 0;
        for (int row = 0; row < weights.size(); row++) {
            weights.copy(row, value, 0);
            if (!(value[0] >= 0) || Float.isInfinite(value[0])) {
                throw new DataException("the weight of row " + row + " is " + value[0] + "; expected at least 0");
            }
            sum += value[0];
        }
        if (sum == 0) {
            throw new DataException("the weights of all rows are 0; expected one above 0");
        }
        return new Source(Programs.WEIGHTS, weights);
    }
}
