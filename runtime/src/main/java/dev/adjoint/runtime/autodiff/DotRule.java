package dev.adjoint.runtime.autodiff;

import dev.adjoint.api.PluginException;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Dot;
import dev.adjoint.api.op.Permute;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A dot is linear in either input, and so is its gradient: two dots that contract what was free on the other side. */
final class DotRule implements Rule {
    @Override
    public Tensor pullBack(Tensor y, int input, Tensor g) {
        Dot dot = (Dot) y.op();
        if (dot.isPartial()) {
            throw new PluginException(
                    "a dot with partial sums cannot be differentiated: use one without, of which programs make partial sums"
                            + " when they are compiled");
        }
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
        int rank = g.shape().rank();
        List<Integer> free = dot.leftFree(a.shape().rank());
        List<Integer> rightFree = dot.rightFree(b.shape().rank());
        List<Integer> partners = partners(dot.rightContract(), dot.leftContract());
        Dot product = new Dot(range(0, batch), dot.rightBatch(), range(batch + free.size(), rank), rightFree);
        return isInnermost(free, a)
                ? inOrder(b.dot(g, swapped(product)), dot.leftBatch(), partners, free)
                : inOrder(g.dot(b, product), dot.leftBatch(), free, partners);
    }

    /** a contracted over left free with g, whose axes are batch, left free, right free. */
    private static Tensor right(Dot dot, Tensor a, Tensor b, Tensor g) {
        int batch = dot.leftBatch().size();
        List<Integer> leftFree = dot.leftFree(a.shape().rank());
        List<Integer> free = dot.rightFree(b.shape().rank());
        List<Integer> partners = partners(dot.leftContract(), dot.rightContract());
        Dot product = new Dot(dot.leftBatch(), range(0, batch), leftFree, range(batch, batch + leftFree.size()));
        return isInnermost(partners, b)
                ? inOrder(g.dot(a, swapped(product)), dot.rightBatch(), free, partners)
                : inOrder(a.dot(g, product), dot.rightBatch(), partners, free);
    }

    private static Dot swapped(Dot dot) {
        return new Dot(dot.rightBatch(), dot.leftBatch(), dot.rightContract(), dot.leftContract());
    }

    /**
     * Whether the last axis of a factor is among some of its axes. These become the last ones of its gradient, so that
     * what lies side by side in the factor does so in the product that is its gradient.
     */
    private static boolean isInnermost(List<Integer> axes, Tensor factor) {
        return axes.contains(factor.shape().rank() - 1);
    }

    /** The contracting axes of one side in the order in which those of the other stand in its shape. */
    private static List<Integer> partners(List<Integer> other, List<Integer> own) {
        return other.stream().sorted().map(axis -> own.get(other.indexOf(axis))).toList();
    }

    /** The product, whose axes are those of a factor in this order, in the factor's own order. */
    private static Tensor inOrder(Tensor product, List<Integer> batch, List<Integer> first, List<Integer> last) {
        List<Integer> axes = Stream.of(batch, first, last).flatMap(List::stream).toList();
        return axes.equals(range(0, axes.size())) ? product : Tensor.of(new Permute(axes).inverse(), product);
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }
}
