package dev.adjoint.runtime.autodiff;

import dev.adjoint.api.graph.Graph;
import dev.adjoint.api.graph.Loops;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.BodyInput;
import dev.adjoint.api.op.Scan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The tangent of a loop: one loop that hands on values and, behind them, their tangents. */
final class ScanTangent {
    /** Inputs of a body, then the tangents of those that change; and what they are outside of the loop. */
    private record Bindings(List<Tensor> arguments, List<Tensor> values) {}

    private final Tensor loop;
    private final Scan scan;
    private final Graph body;
    private final Map<Integer, Tensor> changes;
    /** The tangent of each input of the body that changes, by number. */
    private final Map<Integer, Tensor> tangents = new TreeMap<>();

    private ScanTangent(Tensor loop, Map<Integer, Tensor> changes) {
        this.loop = loop;
        this.scan = (Scan) loop.op();
        this.body = scan.body();
        this.changes = changes;
        Set<Tensor> changing = LoopActivity.changing(scan, changes.keySet());
        for (int i = 0; i < body.inputs().size(); i++) {
            Tensor input = body.inputs().get(i);
            if (changing.contains(input)) {
                tangents.put(i, Tensor.of(new BodyInput(i, input.type())));
            }
        }
    }

    /**
     * The tangents of a loop's results, by number; missing where they are zero.
     *
     * @param loop a tensor whose op is a {@link Scan}
     * @param changes the tangents of its inputs, by number
     */
    static Map<Integer, Tensor> of(Tensor loop, Map<Integer, Tensor> changes) {
        return new ScanTangent(loop, changes).overAllSteps();
    }

    private Map<Integer, Tensor> overAllSteps() {
        int firstSequence = scan.invariants() + scan.carries();
        Bindings invariants = bind(0, scan.invariants());
        Bindings carries = bind(scan.invariants(), firstSequence);
        Bindings sequences = bind(firstSequence, body.inputs().size());
        List<Integer> changingCarries = IntStream.range(0, scan.carries())
                .filter(i -> tangents.containsKey(scan.invariants() + i))
                .boxed()
                .toList();
        List<Integer> changingStacks = changingStacks();
        List<Tensor> next = withTangents(body.outputs().subList(0, scan.carries()), changingCarries);
        List<Tensor> stacked = withTangents(
                body.outputs().subList(scan.carries(), body.outputs().size()), changingStacks);

        Loops.Result result =
                Loops.scan(scan.length(), scan.reverse(), carries.values(), sequences.values(), (carried, slices) -> {
                    Map<Tensor, Tensor> replacements = new HashMap<>();
                    replace(invariants.arguments(), invariants.values(), replacements);
                    replace(carries.arguments(), carried, replacements);
                    replace(sequences.arguments(), slices, replacements);
                    List<Tensor> outputs = new ArrayList<>(next);
                    outputs.addAll(stacked);
                    outputs = Graph.substitute(outputs, replacements);
                    return new Loops.Step(
                            outputs.subList(0, next.size()), outputs.subList(next.size(), outputs.size()));
                });

        Map<Integer, Tensor> results = new HashMap<>();
        for (int i = 0; i < changingCarries.size(); i++) {
            results.put(changingCarries.get(i), result.carries().get(scan.carries() + i));
        }
        int stacks = body.outputs().size() - scan.carries();
        for (int i = 0; i < changingStacks.size(); i++) {
            results.put(scan.carries() + changingStacks.get(i), result.stacked().get(stacks + i));
        }
        return results;
    }

    private Bindings bind(int from, int to) {
        List<Tensor> arguments = new ArrayList<>(body.inputs().subList(from, to));
        List<Tensor> values = new ArrayList<>(loop.inputs().subList(from, to));
        for (int i = from; i < to; i++) {
            Tensor tangent = tangents.get(i);
            if (tangent != null) {
                Tensor change = changes.get(i);
                arguments.add(tangent);
                values.add(change != null ? change : Zeros.like(loop.input(i)));
            }
        }
        return new Bindings(arguments, values);
    }

    /** The stacked results that change, counted from the first of them. */
    private List<Integer> changingStacks() {
        Set<Tensor> changing = Activity.dependents(body.outputs(), LoopActivity.changing(scan, changes.keySet()));
        return IntStream.range(0, body.outputs().size() - scan.carries())
                .filter(i -> changing.contains(body.outputs().get(scan.carries() + i)))
                .boxed()
                .toList();
    }

    private List<Tensor> withTangents(List<Tensor> outputs, List<Integer> changing) {
        Map<Tensor, Tensor> directions = new HashMap<>();
        tangents.forEach((i, tangent) -> directions.put(body.inputs().get(i), tangent));
        List<Tensor> all = new ArrayList<>(outputs);
        all.addAll(Tangents.jvp(changing.stream().map(outputs::get).toList(), directions));
        return all;
    }

    private static void replace(List<Tensor> arguments, List<Tensor> values, Map<Tensor, Tensor> replacements) {
        for (int i = 0; i < arguments.size(); i++) {
            replacements.put(arguments.get(i), values.get(i));
        }
    }
}
