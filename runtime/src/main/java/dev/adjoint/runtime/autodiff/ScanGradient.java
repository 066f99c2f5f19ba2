package dev.adjoint.runtime.autodiff;

import dev.adjoint.api.graph.Graph;
import dev.adjoint.api.graph.Loops;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.BodyInput;
import dev.adjoint.api.op.Scan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The gradient of a loop is a loop the other way round. Its carries are the gradients of the carries, and running
 * sums of the gradients of the invariants; its sequences are the gradients of the stacked results, and what the
 * steps of the forward loop computed and the backward steps need.
 *
 * @param loop the forward loop, which also stacks what the backward loop needs, behind its own results
 * @param gradients the gradient of each input that was asked for and has an influence, by number
 */
record ScanGradient(Tensor loop, Map<Integer, Tensor> gradients) {
    /**
     * Differentiates a loop.
     *
     * @param loop a tensor whose op is a {@link Scan}
     * @param cotangents the gradients of its results, by number; of those that are missing, zero
     * @param wanted the inputs to differentiate by
     */
    static ScanGradient of(Tensor loop, Map<Integer, Tensor> cotangents, Set<Integer> wanted) {
        Scan scan = (Scan) loop.op();
        LoopActivity activity = LoopActivity.of(scan, cotangents.keySet(), wanted);

        // One step: the gradients of the body's inputs from those of its outputs, which stand in as seeds.
        Map<Integer, Tensor> seeds = new TreeMap<>();
        List<Tensor> outputs = scan.body().outputs();
        for (int i = 0; i < outputs.size(); i++) {
            if (i < scan.carries() ? activity.carried().contains(i) : cotangents.containsKey(i)) {
                seeds.put(i, Tensor.of(new BodyInput(i, outputs.get(i).type())));
            }
        }
        ReverseSweep sweep = new ReverseSweep(
                seeds.keySet().stream().map(outputs::get).toList(), List.copyOf(seeds.values()), activity.targets());
        return new Step(loop, seeds, sweep, activity.carried(), wanted).overAllSteps(cotangents);
    }

    /** The gradients that one step computes, where inner loops are extended already. */
    private static final class Step {
        private final Tensor loop;
        private final Scan scan;
        private final Map<Integer, Tensor> seeds;
        private final List<Tensor> outputs;
        private final Map<Integer, Tensor> carries = new TreeMap<>();
        private final Map<Integer, Tensor> slices = new TreeMap<>();
        private final Map<Integer, List<Tensor>> invariants = new TreeMap<>();

        Step(Tensor loop, Map<Integer, Tensor> seeds, ReverseSweep sweep, List<Integer> carried, Set<Integer> wanted) {
            this.loop = loop;
            this.scan = (Scan) loop.op();
            this.seeds = seeds;
            List<Tensor> arguments = scan.body().inputs();
            int firstSequence = scan.invariants() + scan.carries();
            carried.forEach(i -> carries.put(i, sweep.gradient(arguments.get(scan.invariants() + i))));
            for (int input : wanted) {
                List<Tensor> parts = sweep.contributions(arguments.get(input));
                if (input < scan.invariants() && !parts.isEmpty()) {
                    invariants.put(input, parts);
                } else if (input >= firstSequence && !parts.isEmpty()) {
                    slices.put(input, sweep.gradient(arguments.get(input)));
                }
            }

            List<Tensor> all = new ArrayList<>(scan.body().outputs());
            all.addAll(carries.values());
            all.addAll(slices.values());
            invariants.values().forEach(all::addAll);
            Map<Tensor, Tensor> renamed = sweep.withExtendedLoops(all);
            this.outputs = renamed(scan.body().outputs(), renamed);
            carries.replaceAll((i, gradient) -> renamed.getOrDefault(gradient, gradient));
            slices.replaceAll((i, gradient) -> renamed.getOrDefault(gradient, gradient));
            invariants.replaceAll((i, parts) -> renamed(parts, renamed));
        }

        private static List<Tensor> renamed(List<Tensor> tensors, Map<Tensor, Tensor> renamed) {
            return tensors.stream().map(t -> renamed.getOrDefault(t, t)).toList();
        }

        ScanGradient overAllSteps(Map<Integer, Tensor> cotangents) {
            InvariantGradients invariantGradients = new InvariantGradients(invariants, changing());
            Set<Tensor> stacked = new LinkedHashSet<>(slices.values());
            stacked.addAll(invariantGradients.factors());
            Map<Integer, Tensor> running = invariantGradients.running(stacked);

            Set<Tensor> computed = new LinkedHashSet<>(carries.values());
            computed.addAll(running.values());
            computed.addAll(stacked);
            Residuals residuals = Residuals.of(loop, outputs, computed);
            Map<Tensor, Tensor> stacks = new LinkedHashMap<>(residuals.stacks());
            seeds.forEach((output, seed) -> {
                if (output >= scan.carries()) {
                    stacks.put(seed, Objects.requireNonNull(cotangents.get(output)));
                }
            });
            List<Tensor> toStack =
                    stacked.stream().filter(t -> !stacks.containsKey(t)).toList();

            List<Tensor> initial = new ArrayList<>();
            carries.forEach((i, gradient) -> initial.add(cotangents.getOrDefault(i, Zeros.like(gradient))));
            running.forEach((i, part) -> initial.add(Zeros.like(part)));
            boolean nothing = initial.isEmpty() && toStack.isEmpty();
            Loops.Result results = nothing
                    ? new Loops.Result(List.of(), List.of())
                    : Loops.scan(
                            scan.length(),
                            !scan.reverse(),
                            initial,
                            List.copyOf(stacks.values()),
                            (arguments, views) -> step(
                                    arguments,
                                    views,
                                    List.copyOf(stacks.keySet()),
                                    List.copyOf(running.values()),
                                    toStack));

            Function<Tensor, Tensor> stack = tensor -> {
                Tensor known = stacks.get(tensor);
                return known != null ? known : results.stacked().get(toStack.indexOf(tensor));
            };
            Map<Integer, Tensor> sums = new HashMap<>();
            running.keySet().forEach(i -> sums.put(i, results.carries().get(carries.size() + sums.size())));
            Map<Integer, Tensor> gradients = new TreeMap<>(invariantGradients.afterLoop(sums, stacked, stack));
            slices.forEach((input, gradient) -> gradients.put(input, stack.apply(gradient)));
            List<Integer> carried = List.copyOf(carries.keySet());
            carried.forEach(
                    i -> gradients.put(scan.invariants() + i, results.carries().get(carried.indexOf(i))));
            return new ScanGradient(residuals.loop(), gradients);
        }

        /** One step of the backward loop. */
        private Loops.Step step(
                List<Tensor> arguments,
                List<Tensor> views,
                List<Tensor> viewed,
                List<Tensor> running,
                List<Tensor> toStack) {
            Map<Tensor, Tensor> replacements = new HashMap<>();
            for (int i = 0; i < scan.invariants(); i++) {
                replacements.put(scan.body().inputs().get(i), loop.input(i));
            }
            int carry = 0;
            for (int i : carries.keySet()) {
                replacements.put(Objects.requireNonNull(seeds.get(i)), arguments.get(carry++));
            }
            for (int i = 0; i < viewed.size(); i++) {
                replacements.put(viewed.get(i), views.get(i));
            }
            List<Tensor> computed = new ArrayList<>(carries.values());
            computed.addAll(running);
            computed.addAll(toStack);
            List<Tensor> results = new ArrayList<>(Graph.substitute(computed, replacements));
            for (int i = carry; i < arguments.size(); i++) {
                results.set(i, arguments.get(i).add(results.get(i)));
            }
            return new Loops.Step(
                    results.subList(0, arguments.size()), results.subList(arguments.size(), results.size()));
        }

        /** The tensors of a step that are not the same in every step. */
        private Set<Tensor> changing() {
            Set<Tensor> roots = new LinkedHashSet<>(outputs);
            invariants.values().forEach(roots::addAll);
            List<Tensor> arguments = scan.body().inputs();
            Set<Tensor> changing = new LinkedHashSet<>(seeds.values());
            changing.addAll(arguments.subList(scan.invariants(), arguments.size()));
            for (Tensor tensor : Graph.topological(roots)) {
                if (tensor.inputs().stream().anyMatch(changing::contains)) {
                    changing.add(tensor);
                }
            }
            return changing;
        }
    }
}
