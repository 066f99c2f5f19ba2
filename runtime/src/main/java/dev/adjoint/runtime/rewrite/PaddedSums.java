package dev.adjoint.runtime.rewrite;

import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Binary;
import dev.adjoint.api.op.Pad;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A sum of pieces that are padded with zeros, and stand side by side, is their concatenation. So the gradients of the
 * slices of a tensor, such as the gates of a recurrent layer, are written to their places and not added up.
 */
final class PaddedSums {
    private static final int TERMS = 64;

    private PaddedSums() {}

    static Optional<Tensor> add(Tensor sum) {
        List<Tensor> terms = terms(sum);
        int before = terms.size();
        for (int i = 0; i < terms.size(); i++) {
            Tensor term = terms.get(i);
            Optional<Tensor> neighbour =
                    terms.stream().filter(other -> areNeighbours(term, other)).findFirst();
            if (neighbour.isPresent()) {
                terms.set(i, side(term, neighbour.get()));
                terms.remove(neighbour.get());
                i = -1;
            }
        }
        return terms.size() < before ? terms.stream().reduce(Tensor::add) : Optional.empty();
    }

    private static List<Tensor> terms(Tensor sum) {
        List<Tensor> terms = new ArrayList<>();
        Deque<Tensor> pending = new ArrayDeque<>(List.of(sum));
        while (!pending.isEmpty()) {
            Tensor next = pending.pop();
            if (next.op() == Binary.ADD && terms.size() + pending.size() < TERMS) {
                pending.push(next.input(1));
                pending.push(next.input(0));
            } else {
                terms.add(next);
            }
        }
        return terms;
    }

    /** Whether b begins in the padding of a exactly where a ends. */
    private static boolean areNeighbours(Tensor a, Tensor b) {
        return a.op() instanceof Pad left
                && b.op() instanceof Pad right
                && isPlain(left)
                && isPlain(right)
                && left.axis() == right.axis()
                && left.low() + a.input(0).shape().size(left.axis()) == right.low();
    }

    private static boolean isPlain(Pad pad) {
        return pad.value() == 0 && pad.interior() == 0;
    }

    private static Tensor side(Tensor a, Tensor b) {
        Pad left = (Pad) a.op();
        Pad right = (Pad) b.op();
        return Tensor.concat(left.axis(), List.of(a.input(0), b.input(0))).pad(left.axis(), left.low(), right.high());
    }
}
