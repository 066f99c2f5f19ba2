package dev.adjoint.runtime.autodiff;

import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Dot;
import dev.adjoint.api.op.Permute;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A dot is linear in either input, and so is its gradient: two dots that contract what was free on the other side. */
final class DotRule implements Rule {
    @Override
    public Tensor pullBack(Tensor y, int input, Tensor g) {
        Dot dot = (Dot) y.op();
        return input == 0 ? left(dot, y.input(0), y.input(1), g) : right(dot, y.input(0), y.input(1), g);
    }

    @Override
    public Tensor pushForward(Tensor y, Map<Integer, Tensor> tangents) {
        return tangents.entrySet().stream()
                .map(tangent -> tangent.getKey() == 0
                        ? Tensor.of(y.op(), tangent.getValue(), y.input(1))
                        : Tensor.of(y.op(), y.input(0), tangent.getValue()))
                .reduce(Tensor::add)
                .orElseThrow();
    }

    /** g, with the axes batch, left free, right free, contracted with b over right free. */
    private static Tensor left(Dot dot, Tensor a, Tensor b, Tensor g) {
        int batch = dot.leftBatch().size();
        List<Integer> free = dot.leftFree(a.shape().rank());
        List<Integer> rightFree = dot.rightFree(b.shape().rank());
        Tensor product = g.dot(
                b,
                new Dot(
                        range(0, batch),
                        dot.rightBatch(),
                        range(batch + free.size(), g.shape().rank()),
                        rightFree));
        List<Integer> order = new ArrayList<>(dot.leftBatch());
        order.addAll(free);
        order.addAll(partners(dot.rightContract(), dot.leftContract()));
        return inOrder(product, order);
    }

    /** a contracted over left free with g, whose axes are batch, left free, right free. */
    private static Tensor right(Dot dot, Tensor a, Tensor b, Tensor g) {
        int batch = dot.leftBatch().size();
        List<Integer> leftFree = dot.leftFree(a.shape().rank());
        Tensor product =
                a.dot(g, new Dot(dot.leftBatch(), range(0, batch), leftFree, range(batch, batch + leftFree.size())));
        List<Integer> order = new ArrayList<>(dot.rightBatch());
        order.addAll(partners(dot.leftContract(), dot.rightContract()));
        order.addAll(dot.rightFree(b.shape().rank()));
        return inOrder(product, order);
    }

    /** The contracting axes of one side in the order in which those of the other stand in its shape. */
    private static List<Integer> partners(List<Integer> other, List<Integer> own) {
        return other.stream().sorted().map(axis -> own.get(other.indexOf(axis))).toList();
    }

    /** The tensor whose axis {@code axes[i]} is the product's axis i. */
    private static Tensor inOrder(Tensor product, List<Integer> axes) {
        return axes.equals(range(0, axes.size())) ? product : Tensor.of(new Permute(axes).inverse(), product);
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }
}
