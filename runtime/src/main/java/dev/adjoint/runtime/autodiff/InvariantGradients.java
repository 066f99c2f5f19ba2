package dev.adjoint.runtime.autodiff;

import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Dot;
import dev.adjoint.api.op.Permute;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The gradients of what is the same in every step of a loop: a sum over all steps. Where a step adds a dot of two of
 * its values, as for weights, the values are stacked and contracted once, after the loop, over time as well; where it
 * adds a value that is stacked anyway, as for a bias, the stack is summed; the rest is a running sum in the loop.
 */
final class InvariantGradients {
    /** The product that each step adds to the gradient of an invariant, the result of {@code dot}, perhaps permuted. */
    private record Product(int invariant, Tensor part, Tensor dot) {}

    private final List<Product> products = new ArrayList<>();
    private final Map<Integer, List<Tensor>> others = new TreeMap<>();

    /**
     * Sorts out what each step adds.
     *
     * @param parts for each invariant, by number, what one step adds to its gradient
     * @param changing the tensors of a step that are not the same in every step
     */
    InvariantGradients(Map<Integer, List<Tensor>> parts, Set<Tensor> changing) {
        parts.forEach((invariant, tensors) -> {
            for (Tensor part : tensors) {
                Tensor dot = part.op() instanceof Permute ? part.input(0) : part;
                if (dot.op() instanceof Dot && changing.containsAll(dot.inputs())) {
                    products.add(new Product(invariant, part, dot));
                } else {
                    others.computeIfAbsent(invariant, key -> new ArrayList<>()).add(part);
                }
            }
        });
    }

    /** The values of a step that are contracted over all steps. */
    Set<Tensor> factors() {
        Set<Tensor> factors = new LinkedHashSet<>();
        products.forEach(product -> factors.addAll(product.dot().inputs()));
        return factors;
    }

    /** What each step adds to the running sums, by invariant, where some values of the step are stacked anyway. */
    Map<Integer, Tensor> running(Set<Tensor> stacked) {
        Map<Integer, Tensor> running = new LinkedHashMap<>();
        others.forEach((invariant, parts) -> parts.stream()
                .filter(part -> !stacked.contains(part))
                .reduce(Tensor::add)
                .ifPresent(sum -> running.put(invariant, sum)));
        return running;
    }

    /** The gradients, from the last values of the running sums and the stacked values. */
    Map<Integer, Tensor> afterLoop(Map<Integer, Tensor> sums, Set<Tensor> stacked, Function<Tensor, Tensor> stack) {
        Map<Integer, Tensor> gradients = new HashMap<>(sums);
        for (Product product : products) {
            Tensor contracted = overTime(product.dot(), stack);
            gradients.merge(
                    product.invariant(),
                    product.part().equals(product.dot())
                            ? contracted
                            : Tensor.of(product.part().op(), contracted),
                    Tensor::add);
        }
        others.forEach((invariant, parts) -> parts.stream()
                .filter(stacked::contains)
                .forEach(part -> gradients.merge(invariant, stack.apply(part).sum(0), Tensor::add)));
        return gradients;
    }

    /** The sum of a dot over all steps: the dot of the stacks that contracts the leading axis, time, as well. */
    private static Tensor overTime(Tensor product, Function<Tensor, Tensor> stack) {
        Dot dot = (Dot) product.op();
        Dot overTime = new Dot(
                behindTime(dot.leftBatch()),
                behindTime(dot.rightBatch()),
                withTime(dot.leftContract()),
                withTime(dot.rightContract()));
        return stack.apply(product.input(0)).dot(stack.apply(product.input(1)), overTime);
    }

    private static List<Integer> behindTime(List<Integer> axes) {
        return axes.stream().map(axis -> axis + 1).toList();
    }

    private static List<Integer> withTime(List<Integer> axes) {
        return Stream.concat(Stream.of(0), behindTime(axes).stream()).toList();
    }
}
