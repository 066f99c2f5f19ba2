package dev.adjoint.runtime.interpreter;

import dev.adjoint.api.DataException;
import dev.adjoint.api.graph.Tensor;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Computes the values of tensors, one op after the other. Values are row-major, whatever their type, and must not be
 * changed. In single precision every value is exactly a float.
 */
public final class Evaluator {
    private final Precision precision;
    private final int rows;
    private final long key;
    private final Function<Tensor, Optional<String>> labels;
    private final Map<Tensor, List<double[]>> known = new HashMap<>();

    /**
     * An evaluator for one batch.
     *
     * @param rows the actual number of rows
     * @param key what random tensors are a function of
     * @param leaves the values of inputs and variables, or of any other tensors that are not to be computed
     * @throws DataException if a value does not have as many elements as its tensor
     */
    public Evaluator(Precision precision, int rows, long key, Map<Tensor, double[]> leaves) {
        this(precision, rows, key, leaves, tensor -> Optional.empty());
    }

    /** The same, whose messages name the layers that tensors come from. */
    Evaluator(
            Precision precision,
            int rows,
            long key,
            Map<Tensor, double[]> leaves,
            Function<Tensor, Optional<String>> labels) {
        if (rows < 1) {
            throw new DataException("cannot compute with " + rows + " rows; expected at least 1");
        }
        this.precision = precision;
        this.rows = rows;
        this.key = key;
        this.labels = labels;
        leaves.forEach((tensor, value) -> known.put(tensor, List.of(given(tensor, value))));
    }

    /** The value of a tensor; all that it is made of is remembered. */
    public double[] value(Tensor tensor) {
        for (Tensor next : missing(List.of(tensor))) {
            compute(next);
        }
        return result(tensor);
    }

    /** The values of some tensors; what they are made of is forgotten after its last use. */
    public List<double[]> values(List<Tensor> tensors) {
        Set<Tensor> order = missing(tensors);
        Map<Tensor, Integer> uses = new HashMap<>();
        tensors.forEach(tensor -> uses.merge(tensor, 1, Integer::sum));
        for (Tensor next : order) {
            next.inputs().forEach(input -> uses.merge(input, 1, Integer::sum));
        }
        for (Tensor next : order) {
            compute(next);
            for (Tensor input : next.inputs()) {
                if (uses.merge(input, -1, Integer::sum) == 0 && order.contains(input)) {
                    known.remove(input);
                }
            }
        }
        return tensors.stream().map(this::result).toList();
    }

    /** What must be computed for some tensors, each after its inputs. */
    private Set<Tensor> missing(List<Tensor> tensors) {
        Set<Tensor> order = new LinkedHashSet<>();
        Deque<Tensor> stack = new ArrayDeque<>(tensors);
        while (!stack.isEmpty()) {
            Tensor top = stack.peek();
            int pending = stack.size();
            if (!known.containsKey(top)) {
                for (Tensor input : top.inputs()) {
                    if (!known.containsKey(input) && !order.contains(input)) {
                        stack.push(input);
                    }
                }
            }
            if (stack.size() == pending) {
                stack.pop();
                if (!known.containsKey(top)) {
                    order.add(top);
                }
            }
        }
        return order;
    }

    private void compute(Tensor tensor) {
        List<List<double[]>> inputs =
                tensor.inputs().stream().map(this::results).toList();
        try {
            known.put(tensor, Meanings.compute(new Call(tensor, inputs, precision, rows, key)));
        } catch (DataException e) {
            throw labels.apply(tensor)
                    .map(layer -> new DataException("layer " + layer + ": " + e.getMessage(), e))
                    .orElse(e);
        }
    }

    private double[] given(Tensor tensor, double[] value) {
        int expected = Call.length(tensor.shape(), rows);
        if (value.length != expected) {
            throw new DataException("the value of " + tensor.op() + " has " + value.length + " elements; expected "
                    + expected + " for " + tensor.type() + " with " + rows + " rows");
        }
        return Arrays.stream(value).map(precision.arithmetic()::round).toArray();
    }

    private List<double[]> results(Tensor tensor) {
        return Objects.requireNonNull(known.get(tensor));
    }

    private double[] result(Tensor tensor) {
        return results(tensor).get(0);
    }
}
