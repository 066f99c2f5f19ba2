package dev.adjoint.runtime.autodiff;

import dev.adjoint.api.graph.DType;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Scan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What takes part when a loop is differentiated, over any number of steps.
 *
 * @param targets the inputs of the body that change with the wanted inputs of the loop
 * @param carried the carries among them that the results with a gradient depend on, by number, in order
 */
record LoopActivity(Set<Tensor> targets, List<Integer> carried) {
    static LoopActivity of(Scan scan, Set<Integer> results, Set<Integer> wanted) {
        Set<Tensor> targets = changing(scan, wanted);
        Set<Integer> carried = new TreeSet<>();
        List<Tensor> seeds = new ArrayList<>();
        for (int result : results) {
            if (result >= scan.carries()) {
                seeds.add(scan.body().outputs().get(result));
            } else if (targets.contains(carry(scan, result))) {
                carried.add(result);
                seeds.add(scan.body().outputs().get(result));
            }
        }
        boolean grown = true;
        while (grown) {
            grown = false;
            for (int i = 0; i < scan.carries(); i++) {
                Tensor carry = carry(scan, i);
                if (targets.contains(carry) && !carried.contains(i)) {
                    Set<Tensor> dependents = Activity.dependents(seeds, Set.of(carry));
                    if (!Collections.disjoint(dependents, seeds)) {
                        carried.add(i);
                        seeds.add(scan.body().outputs().get(i));
                        grown = true;
                    }
                }
            }
        }
        return new LoopActivity(targets, List.copyOf(carried));
    }

    /** The inputs of the body that change with some inputs of the loop, after any number of steps. */
    static Set<Tensor> changing(Scan scan, Set<Integer> inputs) {
        Set<Tensor> changing = new HashSet<>();
        inputs.forEach(input -> changing.add(scan.body().inputs().get(input)));
        int before = -1;
        while (before < changing.size()) {
            before = changing.size();
            Set<Tensor> dependents = Activity.dependents(scan.body().outputs(), changing);
            for (int i = 0; i < scan.carries(); i++) {
                Tensor next = scan.body().outputs().get(i);
                if (dependents.contains(next) && next.dtype() == DType.FLOAT) {
                    changing.add(carry(scan, i));
                }
            }
        }
        return changing;
    }

    private static Tensor carry(Scan scan, int index) {
        return scan.body().inputs().get(scan.invariants() + index);
    }
}
