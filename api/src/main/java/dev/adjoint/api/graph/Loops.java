package dev.adjoint.api.graph;

import dev.adjoint.api.ShapeException;
import dev.adjoint.api.op.BodyInput;
import dev.adjoint.api.op.Constant;
import dev.adjoint.api.op.Expand;
import dev.adjoint.api.op.Scan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Loops over time, written as a function of one step. */
public final class Loops {
    private Loops() {}

    /** One step of a loop: from the carried values and one slice of each sequence. */
    @FunctionalInterface
    public interface Body {
        Step step(List<Tensor> carries, List<Tensor> slices);
    }

    /** What a step gives: the next carried values, and a slice of each stacked result. */
    public record Step(List<Tensor> carries, List<Tensor> stacked) {}

    /** What a loop gives: the last carried values, and the stacked results, [length, ...]. */
    public record Result(List<Tensor> carries, List<Tensor> stacked) {}

    /**
     * Runs the body once for each slice along the leading axis of the sequences. The body may use any other tensor
     * as well; what does not depend on its arguments is computed once, outside the loop, but for constant numbers.
     *
     * @param length the number of steps, the size of the leading axis of every sequence
     * @param reverse whether to run from the last slice to the first
     */
    public static Result scan(int length, boolean reverse, List<Tensor> carries, List<Tensor> sequences, Body body) {
        List<TensorType> types = new ArrayList<>();
        carries.forEach(carry -> types.add(carry.type()));
        sequences.forEach(sequence -> types.add(Scan.slice(sequence)));
        List<Tensor> arguments = IntStream.range(0, types.size())
                .mapToObj(i -> Tensor.of(new BodyInput(i, types.get(i))))
                .toList();
        Step step =
                body.step(arguments.subList(0, carries.size()), arguments.subList(carries.size(), arguments.size()));
        if (step.carries().size() != carries.size()) {
            throw new ShapeException("a step of a loop must give as many carried values as it takes, " + carries.size()
                    + ", but gave " + step.carries().size());
        }
        List<Tensor> outputs = new ArrayList<>(step.carries());
        outputs.addAll(step.stacked());

        List<Tensor> invariants = invariants(outputs, new HashSet<>(arguments));
        Map<Tensor, Tensor> replacements = new LinkedHashMap<>();
        for (Tensor tensor : invariants) {
            replacements.put(tensor, Tensor.of(new BodyInput(replacements.size(), tensor.type())));
        }
        for (Tensor argument : arguments) {
            replacements.put(argument, Tensor.of(new BodyInput(replacements.size(), argument.type())));
        }
        Graph graph = new Graph(List.copyOf(replacements.values()), Graph.substitute(outputs, replacements));
        List<Tensor> inputs = new ArrayList<>(invariants);
        inputs.addAll(carries);
        inputs.addAll(sequences);
        Tensor scan = Tensor.of(new Scan(graph, invariants.size(), carries.size(), length, reverse), inputs);
        List<Tensor> results =
                IntStream.range(0, outputs.size()).mapToObj(scan::pick).toList();
        return new Result(results.subList(0, carries.size()), results.subList(carries.size(), results.size()));
    }

    /** The largest tensors that the outputs use and that do not depend on the arguments, but for constants. */
    private static List<Tensor> invariants(List<Tensor> outputs, Set<Tensor> arguments) {
        List<Tensor> order = Graph.topological(outputs);
        Set<Tensor> dependent = new HashSet<>(arguments);
        Set<Tensor> used = new HashSet<>(outputs);
        for (Tensor tensor : order) {
            if (tensor.inputs().stream().anyMatch(dependent::contains)) {
                dependent.add(tensor);
                used.addAll(tensor.inputs());
            }
        }
        return order.stream()
                .filter(tensor -> used.contains(tensor) && !dependent.contains(tensor) && !isConstant(tensor))
                .toList();
    }

    /** Whether a tensor is a number, perhaps repeated: these are computed in place and not handed to each step. */
    private static boolean isConstant(Tensor tensor) {
        Tensor repeated = tensor;
        while (repeated.op() instanceof Expand) {
            repeated = repeated.input(0);
        }
        return repeated.op() instanceof Constant constant && constant.isScalar();
    }
}
