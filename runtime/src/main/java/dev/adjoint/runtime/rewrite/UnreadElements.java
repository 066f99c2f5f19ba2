package dev.adjoint.runtime.rewrite;

import dev.adjoint.api.graph.Graph;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Slice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Nothing is computed of a tensor that nobody reads, such as the last line of an image that windows of a pooling layer
 * leave over: each op computes the elements that others read of it, and reads what these are made of. What stays unread has
 * no part in the result, so its derivative, a zero, is not computed either.
 */
final class UnreadElements {
    /**
     * What a tensor becomes.
     *
     * @param box the elements of the tensor that are left
     */
    private record Rest(Tensor tensor, Box box) {
        static Rest all(Tensor tensor) {
            return new Rest(tensor, Box.all(tensor.shape()));
        }

        boolean isAllOf(Tensor whole) {
            return box.isAll(whole.shape());
        }
    }

    private final Map<Tensor, Rest> rests = new HashMap<>();

    private UnreadElements() {}

    /**
     * The roots, made of tensors of which all is read, as far as their ops can do without the rest.
     *
     * @param origins where what is made anew is noted, with the tensor that it is made for
     */
    static List<Tensor> remove(List<Tensor> roots, Map<Tensor, Tensor> origins) {
        List<Tensor> tensors = Graph.topological(roots);
        List<Reading> readings = readings(roots, tensors);
        if (IntStream.range(0, tensors.size()).noneMatch(i -> isLess(readings.get(i), tensors.get(i)))) {
            return roots;
        }
        UnreadElements unread = new UnreadElements();
        for (int i = 0; i < tensors.size(); i++) {
            Tensor tensor = tensors.get(i);
            Tensor smaller = unread.smaller(tensor, readings.get(i));
            unread.rests.put(tensor, new Rest(smaller, readings.get(i).result()));
            origins.putIfAbsent(smaller, origins.getOrDefault(tensor, tensor));
        }
        return roots.stream().map(root -> unread.restOf(root).tensor()).toList();
    }

    /** What each tensor reads to compute what those behind it read. */
    private static List<Reading> readings(List<Tensor> roots, List<Tensor> tensors) {
        Map<Tensor, Box> asked = new HashMap<>();
        roots.forEach(root -> asked.put(root, Box.all(root.shape())));
        List<Reading> readings = new ArrayList<>();
        for (int last = tensors.size() - 1; last >= 0; last--) {
            Tensor tensor = tensors.get(last);
            Reading reading = Reading.of(tensor, asked.getOrDefault(tensor, Box.all(tensor.shape())));
            readings.add(reading);
            for (int i = 0; i < tensor.inputs().size(); i++) {
                asked.merge(tensor.input(i), reading.inputs().get(i), Box::and);
            }
        }
        Collections.reverse(readings);
        return readings;
    }

    /** Whether less is computed; where slices stand among others is no matter. */
    private static boolean isLess(Reading reading, Tensor tensor) {
        return !(tensor.op() instanceof Slice) && !reading.result().isAll(tensor.shape());
    }

    private Rest restOf(Tensor tensor) {
        return rests.getOrDefault(tensor, Rest.all(tensor));
    }

    private Tensor smaller(Tensor tensor, Reading reading) {
        List<Tensor> inputs = new ArrayList<>();
        boolean isWhole = reading.result().isAll(tensor.shape());
        for (Tensor input : tensor.inputs()) {
            inputs.add(restOf(input).tensor());
            isWhole &= restOf(input).isAllOf(input);
        }
        if (isWhole) {
            return inputs.equals(tensor.inputs()) ? tensor : Tensor.of(tensor.op(), inputs);
        }
        for (int i = 0; i < inputs.size(); i++) {
            Box box = restOf(tensor.input(i)).box();
            inputs.set(i, reading.inputs().get(i).of(inputs.get(i), box));
        }
        return Tensor.of(reading.op(), inputs);
    }
}
